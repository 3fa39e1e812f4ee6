package com.danubemessaging.conformance;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where something listens, and whether it encrypts. */
record Address(String host, int port, boolean encrypted) {

    /**
     * Reads an address that somebody gave.
     *
     * @throws IllegalArgumentException one sentence that says what it must look like
     */
    static Address of(String variable, String text) {
        URI uri = uri(text);
        String host = uri == null ? null : uri.getHost();
        boolean encrypted = uri != null && "https".equalsIgnoreCase(uri.getScheme());
        if (uri == null
                || host == null
                || uri.getPort() < 1
                || !(encrypted || "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    variable + " must be http://host:port or https://host:port, and is '" + text + "'");
        }
        return new Address(host, uri.getPort(), encrypted);
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    String url() {
        return (encrypted ? "https://" : "http://") + host + ":" + port;
    }
}
