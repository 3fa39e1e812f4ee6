package com.danubemessaging.connect.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password file as {@code mosquitto_passwd} of Mosquitto 2.0 writes it: {@code user:$7$<iterations>$<salt>$<hash>},
 * PBKDF2 with SHA-512, salt of 12 bytes, hash of 64 bytes, both in base64.
 */
final class PasswordFile {

    private static final int ITERATIONS = 101;

    private PasswordFile() {}

    static Path write(Path folder, String user, String password) throws IOException, GeneralSecurityException {
        byte[] salt = new byte[12];
        new SecureRandom().nextBytes(salt);
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 64 * 8))
                .getEncoded();
        Base64.Encoder base64 = Base64.getEncoder();
        String line = user + ":$7$" + ITERATIONS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash)
                + "\n";
        return Files.writeString(folder.resolve("passwords"), line);
    }
}
