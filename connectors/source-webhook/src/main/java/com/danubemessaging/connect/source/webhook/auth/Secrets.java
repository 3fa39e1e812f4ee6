package com.danubemessaging.connect.source.webhook.auth;

import com.danubemessaging.connect.api.error.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Secrets whose environment variables the configuration names. */
public final class Secrets {

    private final Map<String, String> environment;

    /** Reads from these variables. */
    public Secrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The value of a variable, or of the file that {@code <name>_FILE} names, without the line break at its end.
     * Blocks.
     *
     * @param key of the configuration, for the message
     * @throws ConfigurationException naming key and variable, if neither is there, or the file cannot be read
     */
    byte[] read(String key, String variable) {
        String value = environment.getOrDefault(variable, "");
        String file = environment.getOrDefault(variable + "_FILE", "");
        if (value.isEmpty() && !file.isEmpty()) {
            value = readFile(key, variable, file);
        }
        if (value.isEmpty()) {
            throw new ConfigurationException(key + ": the environment variable " + variable
                    + " is not set; put the secret into it, or the path of a file into " + variable + "_FILE");
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static String readFile(String key, String variable, String file) {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(
                    key + ": cannot read the file that " + variable + "_FILE names, '" + file + "' ("
                            + e.getClass().getSimpleName() + "); correct the path or its permissions",
                    e);
        }
    }
}
