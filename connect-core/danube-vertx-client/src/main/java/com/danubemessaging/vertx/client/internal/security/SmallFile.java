package com.danubemessaging.vertx.client.internal.security;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Files that hold a proof of identity. No failure shows what is in them. */
final class SmallFile {

    /** Bundles of all public authorities take a quarter of it. */
    private static final int MOST_BYTES = 1024 * 1024;

    private SmallFile() {}

    /** Reads a whole file; blocks. */
    static byte[] read(String what, String file) {
        byte[] content;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            content = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException | InvalidPathException e) {
            throw cannot("read", what, file, reason(e), e);
        }
        if (content.length > MOST_BYTES) {
            throw cannot("read", what, file, "it is larger than " + MOST_BYTES + " bytes", null);
        }
        return content;
    }

    /** Runs a parser of a file's content. */
    static <T> T parse(String what, @Nullable String file, Callable<T> parser) {
        try {
            return parser.call();
        } catch (DanubeException e) {
            throw e;
        } catch (Exception e) {
            throw cannot("use", what, String.valueOf(file), String.valueOf(e.getMessage()), e);
        }
    }

    static DanubeException unusable(String sentence) {
        return new DanubeException(Kind.CONFIGURATION, sentence);
    }

    private static DanubeException cannot(
            String verb, String what, String file, String reason, @Nullable Throwable cause) {
        return new DanubeException(
                Kind.CONFIGURATION,
                "Could not " + verb + " " + what + " in '" + file + "': " + reason,
                null,
                false,
                0,
                cause);
    }

    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return failure instanceof AccessDeniedException
                ? "this process may not read it"
                : String.valueOf(failure.getMessage());
    }
}
