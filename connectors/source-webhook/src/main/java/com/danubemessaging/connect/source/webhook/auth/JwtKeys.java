package com.danubemessaging.connect.source.webhook.auth;

import com.auth0.jwt.algorithms.Algorithm;
import com.danubemessaging.connect.api.error.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tokens are verified with. */
final class JwtKeys {

    private static final Pattern PUBLIC_KEY =
            Pattern.compile("-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", Pattern.DOTALL);

    private JwtKeys() {}

    /** Reads secret or file; blocks. */
    static Algorithm of(AuthSettings.Jwt settings, Secrets secrets) {
        if (settings.secretEnv().isPresent()) {
            return Algorithm.HMAC256(secrets.read(
                    settings.key() + ".secret_env", settings.secretEnv().get()));
        }
        String path = settings.publicKeyPath().orElseThrow();
        String key = settings.key() + ".public_key_path";
        try {
            return verifierOf(key, path, publicKey(Files.readString(Path.of(path))));
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(
                    key + ": cannot read '" + path + "' (" + e.getClass().getSimpleName()
                            + "); correct the path or its permissions",
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    key + ": '" + path + "' holds no public key or certificate in PEM form", e);
        }
    }

    private static PublicKey publicKey(String pem) throws GeneralSecurityException {
        Matcher key = PUBLIC_KEY.matcher(pem);
        if (!key.find()) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .getPublicKey();
        }
        byte[] der = Base64.getMimeDecoder().decode(key.group(1));
        X509EncodedKeySpec spec = new X509EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
    }

    private static Algorithm verifierOf(String key, String path, PublicKey publicKey) {
        if (publicKey instanceof RSAPublicKey rsa) {
            return Algorithm.RSA256(rsa, null);
        }
        if (publicKey instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == 256) {
            return Algorithm.ECDSA256(ec, null);
        }
        throw new ConfigurationException(key + ": '" + path + "' holds a key of kind " + publicKey.getAlgorithm()
                + "; RS256 needs an RSA key, ES256 one" + " on the curve P-256");
    }
}
