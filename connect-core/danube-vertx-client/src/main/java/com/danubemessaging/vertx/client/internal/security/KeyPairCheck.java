package com.danubemessaging.vertx.client.internal.security;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * Finds out whether a certificate and a private key belong together. While the two files are being replaced they do not
 * for a moment, and a connection made with them would be refused by everybody.
 */
final class KeyPairCheck {

    private static final List<String> KEY_TYPES = List.of("RSA", "EC", "EdDSA", "Ed25519");
    private static final byte[] SAMPLE = {1, 2, 3, 4};

    private KeyPairCheck() {}

    /** Parses both; blocks. */
    static void check(Vertx vertx, PemKeyCertOptions identity, String certificateFile, String keyFile) {
        KeyManager[] managers = SmallFile.parse(
                "the client certificate and its private key",
                certificateFile + "' and '" + keyFile,
                () -> identity.getKeyManagerFactory(vertx).getKeyManagers());
        boolean differs = Arrays.stream(managers)
                .filter(X509KeyManager.class::isInstance)
                .map(X509KeyManager.class::cast)
                .anyMatch(KeyPairCheck::holdsStrangers);
        if (differs) {
            throw SmallFile.unusable("The private key in '" + keyFile + "' is not the one of the certificate in '"
                    + certificateFile + "'");
        }
    }

    private static boolean holdsStrangers(X509KeyManager manager) {
        return KEY_TYPES.stream()
                .map(type -> manager.getClientAliases(type, null))
                .filter(aliases -> aliases != null)
                .flatMap(Arrays::stream)
                .anyMatch(alias -> differ(manager.getPrivateKey(alias), manager.getCertificateChain(alias)[0]));
    }

    private static boolean differ(PrivateKey key, X509Certificate certificate) {
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return true;
        }
        try {
            Signature signing = Signature.getInstance(algorithm(key));
            signing.initSign(key);
            signing.update(SAMPLE);
            byte[] signature = signing.sign();
            signing.initVerify(certificate.getPublicKey());
            signing.update(SAMPLE);
            return !signing.verify(signature);
        } catch (GeneralSecurityException e) {
            // Also "signature length not correct": keys of different sizes.
            return true;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm().toUpperCase(Locale.ROOT)) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}
