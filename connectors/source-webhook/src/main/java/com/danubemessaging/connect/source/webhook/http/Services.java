package com.danubemessaging.connect.source.webhook.http;

import com.danubemessaging.connect.source.webhook.auth.Authenticator;
import com.danubemessaging.connect.source.webhook.config.WebhookSettings;
import com.danubemessaging.connect.source.webhook.limit.Pending;
import com.danubemessaging.connect.source.webhook.limit.RateLimiter;
import com.danubemessaging.connect.source.webhook.record.RecordMapper;
import com.danubemessaging.connect.source.webhook.route.Route;
import com.danubemessaging.connect.source.webhook.route.Routes;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every exchange needs. Confined to the connector's context.
 *
 * @param auth for paths without a route, and routes without one of their own
 * @param routeAuth of routes that have one
 * @param limiters of routes that have one
 */
record Services(
        Vertx vertx,
        WebhookSettings settings,
        Authenticator auth,
        Map<Route, Authenticator> routeAuth,
        Map<Route, RateLimiter> limiters,
        RecordMapper mapper,
        Optional<Idempotency> idempotency,
        Pending pending,
        WebhookMetrics metrics,
        ConnectionGuard guard,
        Availability availability) {

    Authenticator authOf(Routes.@Nullable Match match) {
        return match == null ? auth : routeAuth.getOrDefault(match.route(), auth);
    }
}
