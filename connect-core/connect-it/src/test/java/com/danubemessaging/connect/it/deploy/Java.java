package com.danubemessaging.connect.it.deploy;

import java.nio.file.Path;

/** The JDK that runs the build. */
final class Java {

    static final String HOME = System.getProperty("java.home");

    static final String PROGRAM = Path.of(HOME, "bin", "java").toString();

    private Java() {}
}
