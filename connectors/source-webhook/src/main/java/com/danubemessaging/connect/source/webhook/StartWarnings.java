package com.danubemessaging.connect.source.webhook;

import com.danubemessaging.connect.source.webhook.auth.AuthSettings;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import com.danubemessaging.connect.source.webhook.limit.RateRule;
import com.danubemessaging.connect.source.webhook.limit.TrustedProxies;
import com.danubemessaging.connect.source.webhook.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What somebody should know about a configuration: said once, at start. */
final class StartWarnings {

    /** What the HTTP framework of the Rust connector let through, whatever {@code max_body_size} said. */
    private static final long FRAMEWORK_BODY_BYTES = 2L * 1024 * 1024;

    private StartWarnings() {}

    /** What is allowed, but probably not meant. One sentence each; empty if all is well. */
    static List<String> of(WebhookSettings settings) {
        List<String> warnings = new ArrayList<>();
        allAuth(settings).forEach((where, auth) -> addAuth(where, auth, warnings));
        for (Route route : settings.routes().all()) {
            if (!route.target().reliable()) {
                warnings.add(
                        "route " + route.from() + " writes a topic without reliable dispatch: Danube may lose what was"
                                + " answered 200; set reliable_dispatch = true to keep it");
            }
        }
        if (settings.proxies() == TrustedProxies.EVERYBODY && limitsAddresses(settings)) {
            warnings.add("rate_limit.per_ip_enabled believes every sender's X-Forwarded-For; name your proxies in"
                    + " server.trusted_proxies, or [] if there is none");
        }
        return warnings;
    }

    private static boolean limitsAddresses(WebhookSettings settings) {
        return settings.routes().all().stream()
                .flatMap(route -> route.limit().stream())
                .anyMatch(rule -> rule.perSecondAndAddress() != RateRule.UNLIMITED);
    }

    /** What connectors before this one did otherwise with such a configuration. One sentence each. */
    static List<String> differences(WebhookSettings settings) {
        List<String> differences = new ArrayList<>();
        WebhookSettings.Server server = settings.server();
        differences.add("a request is answered 200 when Danube has the event, and 503 after "
                + server.timeout().toSeconds() + " s without; connectors before this one answered 200 at once");
        server.tls()
                .ifPresent(tls -> differences.add("HTTPS is spoken, with the certificate in " + tls.certPath()
                        + "; connectors before this one spoke plain HTTP"));
        if (server.maxBody() > FRAMEWORK_BODY_BYTES) {
            differences.add("bodies up to " + server.maxBody()
                    + " bytes are taken; connectors before this one refused those above 2 MiB");
        }
        long limited = settings.routes().all().stream()
                .filter(route -> route.limit().isPresent())
                .count();
        if (limited > 0) {
            differences.add("rate_limit limits " + limited + " of "
                    + settings.routes().all().size()
                    + " routes, further requests are answered 429; connectors before this one let all pass");
        }
        allAuth(settings).forEach((where, auth) -> {
            if (auth instanceof AuthSettings.Jwt jwt && jwt.secretEnv().isEmpty()) {
                differences.add(where + ".public_key_path verifies tokens; connectors before this one answered 500");
            }
        });
        return differences;
    }

    /** The tables {@code auth} by their names in the configuration. */
    private static Map<String, AuthSettings> allAuth(WebhookSettings settings) {
        Map<String, AuthSettings> all = new LinkedHashMap<>();
        all.put("auth", settings.auth());
        for (Route route : settings.routes().all()) {
            route.auth().ifPresent(auth -> all.put("the auth of route " + route.from(), auth));
        }
        return all;
    }

    private static void addAuth(String where, AuthSettings auth, List<String> warnings) {
        if (auth instanceof AuthSettings.Hmac hmac && !hmac.isVerified()) {
            warnings.add(where + ".verify_signatures = false: NO SIGNATURE IS CHECKED, everybody who can reach the port"
                    + " can write; correct the senders and remove the key");
        }
        if (auth instanceof AuthSettings.Hmac hmac && hmac.isVerified()) {
            warnings.add(where + " verifies signatures (" + hmac.header()
                    + "); connectors before this one let every signature pass, so wrong ones are refused from now on");
        }
        if (auth instanceof AuthSettings.Jwt jwt
                && jwt.secretEnv().isPresent()
                && jwt.publicKeyPath().isPresent()) {
            warnings.add(where + ".secret_env and public_key_path are both there: tokens are verified with the secret"
                    + " (HS256), and the key is not used; remove one of them");
        }
    }
}
