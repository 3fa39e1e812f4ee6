package com.danubemessaging.connect.it;

import java.io.IOException;
import java.net.ServerSocket;

/** Ports from the operating system. */
final class Ports {

    private Ports() {}

    /** A port that was free a moment ago, for a process that must be told its port. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
