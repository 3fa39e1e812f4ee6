package com.danubemessaging.connect.source.webhook;

import com.danubemessaging.connect.source.webhook.auth.AuthSettings;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import com.danubemessaging.connect.source.webhook.limit.RateRule;
import com.danubemessaging.connect.source.webhook.limit.TrustedProxies;
import com.danubemessaging.connect.source.webhook.route.Route;
import java.util.ArrayList;
import java.util.List;

/** What is allowed, but probably not meant: said once, at start. */
final class StartWarnings {

    private StartWarnings() {}

    /** One sentence each; empty if all is well. */
    static List<String> of(WebhookSettings settings) {
        List<String> warnings = new ArrayList<>();
        addAuth("auth", settings.auth(), warnings);
        for (Route route : settings.routes().all()) {
            route.auth().ifPresent(auth -> addAuth("the auth of route " + route.from(), auth, warnings));
            if (!route.target().reliable()) {
                warnings.add(
                        "route " + route.from() + " writes a topic without reliable dispatch: Danube may lose what was"
                                + " answered 200; set reliable_dispatch = true to keep it");
            }
        }
        boolean limitsAddresses = settings.routes().all().stream()
                .flatMap(route -> route.limit().stream())
                .anyMatch(rule -> rule.perSecondAndAddress() != RateRule.UNLIMITED);
        if (limitsAddresses && settings.proxies() == TrustedProxies.EVERYBODY) {
            warnings.add("rate_limit.per_ip_enabled believes every sender's X-Forwarded-For; name your proxies in"
                    + " server.trusted_proxies, or [] if there is none");
        }
        return warnings;
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
    }
}
