package com.danubemessaging.connect.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said at start, and only of what a configuration has. */
class StartWarningsTest {

    private static final String ANSWERS = "a request is answered 200 when Danube has the event, and 503 after 30 s"
            + " without; connectors before this one answered 200 at once";
    private static final String RELIABLE = WebhookRig.OPEN + "reliable_dispatch = true\n";

    private static WebhookSettings settings(String toml) throws Exception {
        return WebhookSettings.from(WebhookRig.load(toml, Map.of()));
    }

    private static List<String> warnings(String toml) throws Exception {
        return StartWarnings.of(settings(toml));
    }

    private static List<String> differences(String toml) throws Exception {
        return StartWarnings.differences(settings(toml));
    }

    private static String withAuth(String lines) {
        return RELIABLE.replace("type = \"none\"", lines);
    }

    @Test
    void aPlainConfigurationIsToldOnlyWhatItsAnswersMean() throws Exception {
        assertThat(warnings(RELIABLE)).isEmpty();
        assertThat(differences(RELIABLE)).containsExactly(ANSWERS);
    }

    @Test
    void anUnreliableRouteIsNamed() throws Exception {
        assertThat(warnings(WebhookRig.OPEN))
                .containsExactly("route /events writes a topic without reliable dispatch: Danube may lose what was"
                        + " answered 200; set reliable_dispatch = true to keep it");
    }

    @Test
    void signaturesThatAreVerifiedOrNotAreNamedForEachTable() throws Exception {
        String hmac = "type = \"hmac\"\nsecret_env = \"S\"\nheader = \"X-Signature\"\nalgorithm = \"sha256\"\n";

        assertThat(warnings(withAuth(hmac)))
                .containsExactly(
                        "auth verifies signatures (X-Signature); connectors before this one let every signature"
                                + " pass, so wrong ones are refused from now on");
        assertThat(warnings(RELIABLE + "[routes.auth]\n" + hmac + "verify_signatures = false\n"))
                .containsExactly("the auth of route /events.verify_signatures = false: NO SIGNATURE IS CHECKED,"
                        + " everybody who can reach the port can write; correct the senders and remove the key");
    }

    @Test
    void limitsThatWorkNowAreCounted() throws Exception {
        String limit = "requests_per_second = 1\nburst_size = 1\n";

        assertThat(differences("[rate_limit]\n" + limit + RELIABLE))
                .containsExactly(
                        ANSWERS,
                        "rate_limit limits 1 of 1 routes, further requests are answered 429; connectors before this one"
                                + " let all pass");
        assertThat(warnings("[rate_limit]\n" + limit + "per_ip_enabled = true\n" + RELIABLE))
                .containsExactly("rate_limit.per_ip_enabled believes every sender's X-Forwarded-For; name your proxies"
                        + " in server.trusted_proxies, or [] if there is none");
        assertThat(warnings("[server]\ntrusted_proxies = []\n[rate_limit]\n" + limit + "per_ip_enabled = true\n"
                        + RELIABLE))
                .isEmpty();
    }

    @Test
    void filesOfTlsThatAreUsedNowAreNamed() throws Exception {
        assertThat(differences("[server]\ntls_cert_path = \"c.pem\"\ntls_key_path = \"k.pem\"\n" + RELIABLE))
                .containsExactly(
                        ANSWERS,
                        "HTTPS is spoken, with the certificate in c.pem; connectors before this one spoke plain HTTP");
    }

    @Test
    void bodiesBeyondWhatWasTakenBeforeAreNamed() throws Exception {
        assertThat(differences("[server]\nmax_body_size = 2097152\n" + RELIABLE))
                .containsExactly(ANSWERS);
        assertThat(differences("[server]\nmax_body_size = 2097153\n" + RELIABLE))
                .containsExactly(
                        ANSWERS,
                        "bodies up to 2097153 bytes are taken; connectors before this one refused those above 2 MiB");
    }

    @Test
    void keysOfTokensAreNamed() throws Exception {
        assertThat(differences(withAuth("type = \"jwt\"\npublic_key_path = \"p\"")))
                .containsExactly(
                        ANSWERS, "auth.public_key_path verifies tokens; connectors before this one answered 500");
        String both = withAuth("type = \"jwt\"\nsecret_env = \"S\"\npublic_key_path = \"p\"");
        assertThat(differences(both)).containsExactly(ANSWERS);
        assertThat(warnings(both))
                .containsExactly("auth.secret_env and public_key_path are both there: tokens are verified with the"
                        + " secret (HS256), and the key is not used; remove one of them");
    }
}
