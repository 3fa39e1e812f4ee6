package com.danubemessaging.connect.testkit.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A certificate and its private key as PEM files.
 *
 * @param certificate the certificate
 * @param key its private key, not encrypted
 */
public record PemPair(Path certificate, Path key) {

    /** Copies this pair over the files of another, each in one step, as a renewal does. */
    public void overwrite(PemPair renewed) {
        overwrite(certificate, renewed.certificate);
        overwrite(key, renewed.key);
    }

    private static void overwrite(Path from, Path to) {
        try {
            Path beside = to.resolveSibling(to.getFileName() + ".new");
            Files.copy(from, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
