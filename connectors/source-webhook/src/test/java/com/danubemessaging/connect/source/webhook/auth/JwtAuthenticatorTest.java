package com.danubemessaging.connect.source.webhook.auth;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.source.webhook.answer.Refusal;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.MultiMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of private keys, whose public half is in a file. */
class JwtAuthenticatorTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir
    private Path folder;

    private Authenticator of(String pem) throws Exception {
        return of(Optional.empty(), pem, Map.of());
    }

    private Authenticator of(Optional<String> secretEnv, String pem, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), pem);
        return Authenticators.of(
                new AuthSettings.Jwt("auth", secretEnv, Optional.of(file.toString())),
                new Secrets(environment),
                InstantSource.fixed(NOW));
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair elliptic(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static Algorithm es256(KeyPair pair) {
        return Algorithm.ECDSA256(null, (ECPrivateKey) pair.getPrivate());
    }

    private static MultiMap signed(Algorithm algorithm) {
        String token = JWT.create()
                .withSubject("sender")
                .withExpiresAt(NOW.plusSeconds(60))
                .sign(algorithm);
        return MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + token);
    }

    private static void assertRefused(Authenticator authenticator, Algorithm algorithm, String reason) {
        assertThatThrownBy(() -> authenticator.checkHeaders(signed(algorithm)))
                .isInstanceOf(Refusal.class)
                .hasMessage("Invalid JWT token: " + reason);
    }

    @Test
    void takesTokensOfAnEllipticKey() throws Exception {
        KeyPair pair = elliptic("secp256r1");

        Authenticator authenticator = of(pem(pair.getPublic()));

        assertThatCode(() -> authenticator.checkHeaders(signed(es256(pair)))).doesNotThrowAnyException();
        assertRefused(authenticator, es256(elliptic("secp256r1")), "InvalidSignature");
        assertRefused(authenticator, Algorithm.HMAC256(pair.getPublic().getEncoded()), "InvalidAlgorithm");
    }

    @Test
    void takesTheKeyOutOfACertificate() throws Exception {
        X509Bundle elliptic = new CertificateBuilder()
                .subject("CN=sender")
                .algorithm(CertificateBuilder.Algorithm.ecp256)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle rsa = new CertificateBuilder()
                .subject("CN=sender")
                .algorithm(CertificateBuilder.Algorithm.rsa2048)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();

        Authenticator ofElliptic = of(elliptic.getCertificatePEM());
        Authenticator ofRsa = of(rsa.getCertificatePEM());

        Algorithm es256 = es256(elliptic.getKeyPair());
        Algorithm rs256 =
                Algorithm.RSA256(null, (RSAPrivateKey) rsa.getKeyPair().getPrivate());
        assertThatCode(() -> ofElliptic.checkHeaders(signed(es256))).doesNotThrowAnyException();
        assertThatCode(() -> ofRsa.checkHeaders(signed(rs256))).doesNotThrowAnyException();
        assertRefused(ofRsa, es256, "InvalidAlgorithm");
        assertRefused(ofElliptic, rs256, "InvalidAlgorithm");
    }

    @Test
    void prefersTheSecretWhereBothAreThere() throws Exception {
        KeyPair pair = elliptic("secp256r1");

        Authenticator authenticator = of(Optional.of("SECRET"), pem(pair.getPublic()), Map.of("SECRET", "s"));

        assertThatCode(() -> authenticator.checkHeaders(signed(Algorithm.HMAC256("s"))))
                .doesNotThrowAnyException();
        assertRefused(authenticator, es256(pair), "InvalidAlgorithm");
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws Exception {
        String key = "auth.public_key_path: ";
        assertThatThrownBy(() -> of("nothing"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(key + "'" + folder.resolve("key.pem") + "' holds no public key or certificate in PEM form");
        String otherCurve = pem(elliptic("secp384r1").getPublic());
        assertThatThrownBy(() -> of(otherCurve))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(key + "'" + folder.resolve("key.pem")
                        + "' holds a key of kind EC; RS256 needs an RSA key, ES256 one on the curve P-256");
        Path missing = folder.resolve("missing.pem");
        AuthSettings settings = new AuthSettings.Jwt("auth", Optional.empty(), Optional.of(missing.toString()));
        assertThatThrownBy(() -> Authenticators.of(settings, new Secrets(Map.of()), InstantSource.system()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(key + "cannot read '" + missing
                        + "' (NoSuchFileException); correct the path or its permissions");
    }
}
