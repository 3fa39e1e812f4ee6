package com.danubemessaging.connect.it;

import java.util.List;

/** What runs in a process of its own: the arguments of {@code java}, behind its memory settings. */
interface Program {

    /** Names its log files. */
    String name();

    List<String> javaArguments();
}
