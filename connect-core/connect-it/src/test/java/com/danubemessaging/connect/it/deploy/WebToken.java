package com.danubemessaging.connect.it.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;

/** Signs JSON Web Tokens with a key on an elliptic curve (ES256, RFC 7518 3.4). */
final class WebToken {

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    WebToken() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
    }

    /** Who verifies needs this file. */
    Path writePublicKey(Path file) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded());
        return Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
    }

    /** A token that is good for a minute. */
    String issue() throws GeneralSecurityException {
        long end = Instant.now().getEpochSecond() + 60;
        String signed = encode("{\"alg\":\"ES256\",\"typ\":\"JWT\"}") + "."
                + encode("{\"sub\":\"tester\",\"exp\":" + end + "}");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + URL.encodeToString(signature.sign());
    }

    private static String encode(String json) {
        return URL.encodeToString(json.getBytes(UTF_8));
    }
}
