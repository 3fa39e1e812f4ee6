package com.danubemessaging.connect.it.deploy;

import java.io.IOException;
import java.net.ServerSocket;

/** Ports from the operating system. */
final class LocalPort {

    private LocalPort() {}

    /** One that was free a moment ago. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
