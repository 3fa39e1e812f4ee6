package com.danubemessaging.connect.source.webhook.auth;

import com.danubemessaging.connect.source.webhook.answer.Refusal;
import com.danubemessaging.connect.source.webhook.limit.Fingerprint;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A signature of the body. Where the time of signing is signed, too, an old signature is refused, and a right one is
 * accepted once: a second time only for an event that is known and not published again.
 */
final class HmacAuthenticator implements Authenticator {

    private static final byte DOT = '.';

    private final AuthSettings.Hmac settings;
    private final Mac mac;
    private final InstantSource clock;
    private final ReplayWindow seen;

    HmacAuthenticator(AuthSettings.Hmac settings, byte[] secret, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        // A signature made in the future may come for twice the tolerance.
        this.seen = new ReplayWindow(settings.tolerance().multipliedBy(2), ReplayWindow.MOST, clock);
        try {
            mac = Mac.getInstance(settings.algorithm().macName());
            mac.init(new SecretKeySpec(secret, settings.algorithm().macName()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "every Java has " + settings.algorithm().macName(), e);
        }
    }

    @Override
    public void checkHeaders(MultiMap headers) throws Refusal {
        Authenticators.required(headers, settings.header());
        if (settings.timestampHeader().isPresent()) {
            Authenticators.required(headers, settings.timestampHeader().get());
        }
        if (settings.nonceHeader().isPresent()) {
            Authenticators.required(headers, settings.nonceHeader().get());
        }
    }

    @Override
    public boolean needsBody() {
        return true;
    }

    @Override
    public Grant checkBody(MultiMap headers, Buffer body, boolean isKnown) throws Refusal {
        String value = Authenticators.required(headers, settings.header());
        Signatures signatures = Signatures.parse(value, settings.scheme(), settings.algorithm());
        String time = signatures.time() != null
                ? signatures.time()
                : settings.timestampHeader().map(headers::get).orElse(null);
        String nonce = signatures.time() != null
                ? null
                : settings.nonceHeader().map(headers::get).orElse(null);
        byte[] expected = sign(time, nonce, body);
        boolean isRight = false;
        for (byte[] candidate : signatures.candidates()) {
            isRight |= MessageDigest.isEqual(candidate, expected);
        }
        if (!isRight) {
            throw Refusal.unauthenticated("Invalid signature");
        }
        if (time == null) {
            return Grant.PLAIN;
        }
        checkAge(time);
        Fingerprint identity = Fingerprint.of(expected);
        if (seen.claim(identity)) {
            return () -> seen.release(identity);
        }
        if (!isKnown) {
            throw Refusal.unauthenticated("Replayed request");
        }
        return Grant.PLAIN;
    }

    private byte[] sign(@Nullable String time, @Nullable String nonce, Buffer body) {
        if (time != null) {
            mac.update(time.getBytes(StandardCharsets.UTF_8));
            mac.update(DOT);
        }
        if (nonce != null) {
            mac.update(nonce.getBytes(StandardCharsets.UTF_8));
            mac.update(DOT);
        }
        return mac.doFinal(body.getBytes());
    }

    private void checkAge(String time) throws Refusal {
        Instant signedAt;
        try {
            signedAt = Instant.ofEpochSecond(Long.parseLong(time.trim()));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            throw Refusal.unauthenticated("Invalid signature timestamp");
        }
        Duration age = Duration.between(signedAt, clock.instant());
        if (age.abs().compareTo(settings.tolerance()) > 0) {
            throw Refusal.unauthenticated("Signature timestamp outside the tolerance");
        }
    }
}
