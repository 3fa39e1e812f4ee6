package com.danubemessaging.connect.runtime.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A small text file that holds one value, as container platforms mount secrets. One line break at its end is not part
 * of the value. Reading blocks.
 */
final class SecretFile {

    /** Kubernetes limits a whole Secret to 1 MiB; a single value is a password, a token or a key. */
    static final int MAX_BYTES = 64 * 1024;

    private SecretFile() {}

    /**
     * Reads the value.
     *
     * @throws IOException if the file cannot be read, is no UTF-8 text or is larger than {@link #MAX_BYTES}
     */
    static String read(String path) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (InvalidPathException e) {
            throw new IOException("not a path", e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("larger than " + MAX_BYTES / 1024 + " KiB");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return withoutLastLineBreak(text);
    }

    private static String withoutLastLineBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
