package com.danubemessaging.connect.runtime.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, in words that follow the file's name and a colon. */
final class FileFailure {

    private FileFailure() {}

    static String describe(Throwable failure) {
        // Vert.x wraps what the operating system said in its own FileSystemException.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchFileException) {
                return "no such file";
            }
            if (cause instanceof AccessDeniedException) {
                return "permission denied";
            }
            if (cause instanceof CharacterCodingException) {
                return "is not UTF-8 text";
            }
            if (cause instanceof IOException) {
                String message = cause.getMessage();
                return message == null ? "cannot be read" : "cannot be read: " + message;
            }
        }
        return "cannot be read: " + failure;
    }
}
