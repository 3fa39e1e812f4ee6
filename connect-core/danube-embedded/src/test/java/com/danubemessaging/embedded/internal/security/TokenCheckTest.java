package com.danubemessaging.embedded.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckTest {

    private static final long NOW = 1_800_000_000;

    private final AtomicLong clock = new AtomicLong(NOW);
    private final Hs256 issuer = new Hs256("secret");
    private final TokenCheck check = new TokenCheck("secret", clock::get);

    private static JsonObject claims() {
        return new JsonObject()
                .put("iss", "whoever")
                .put("exp", NOW + 100)
                .put("sub", "me")
                .put("principal_type", "user")
                .put("principal_name", "me");
    }

    private String header(JsonObject claims) {
        return "Bearer " + issuer.sign(claims.encode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer ", "Bearer a.b", "Bearer a.b.c", "Bearer ...", "Basic eHg6eXk=", "Bearer !.!.!"})
    void refusesWhatIsNoToken(String header) {
        assertThat(check.accepts(header)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "exp", "sub", "principal_type", "principal_name"})
    void refusesATokenWithoutOneOfTheClaims(String claim) {
        JsonObject incomplete = claims();
        incomplete.remove(claim);

        assertThat(check.accepts(header(incomplete))).isFalse();
    }

    @Test
    void refusesATokenForAnAudience() {
        assertThat(check.accepts(header(claims().put("aud", "danube")))).isFalse();
    }

    @Test
    void refusesATokenWhoseClaimsWereChangedAfterwards() {
        String[] genuine = header(claims()).split("\\.");
        String[] forged =
                header(claims().put("principal_type", "broker_internal")).split("\\.");

        assertThat(check.accepts(genuine[0] + '.' + forged[1] + '.' + genuine[2]))
                .isFalse();
    }

    @Test
    void acceptsATokenUntilAMinuteAfterItsExpiryAlsoWhenItIsRemembered() {
        String header = header(claims());

        assertThat(check.accepts(header)).isTrue();
        clock.set(NOW + 160);
        assertThat(check.accepts(header)).isTrue();
        clock.set(NOW + 161);
        assertThat(check.accepts(header)).isFalse();
        assertThat(check.accepts(header)).isFalse();
    }

    @Test
    void acceptsTheSchemeInLowerCaseAsWell() {
        assertThat(check.accepts(header(claims()).replace("Bearer", "bearer"))).isTrue();
    }

    @Test
    void staysRightWhenMoreTokensPassThanItRemembers() {
        for (int i = 0; i < 1000; i++) {
            assertThat(check.accepts(header(claims().put("sub", "caller " + i))))
                    .isTrue();
        }
    }
}
