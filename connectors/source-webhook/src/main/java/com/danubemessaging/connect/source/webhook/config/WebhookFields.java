package com.danubemessaging.connect.source.webhook.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConfigValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All keys of {@code source-webhook}. */
public final class WebhookFields {

    static final ConfigField<List<ConfigValues>> ROUTES = ConfigField.tables("routes", RouteFields.SPEC)
            .alias("endpoints")
            .describe("Which paths go to which Danube topics, at least one. A route may have tables rate_limit and auth"
                    + " of its own, which then replace the connector's.")
            .required();

    static final ConfigField<String> IDEMPOTENCY_HEADER = ConfigField.string("idempotency.header")
            .describe("Header with a value that names the event, for example Idempotency-Key or X-GitHub-Delivery. A"
                    + " second request with the same value and path is answered 200 and not published again.")
            .defaultsTo("every request is an event of its own");

    static final ConfigField<Duration> IDEMPOTENCY_WINDOW = ConfigField.seconds("idempotency.window_seconds")
            .describe("For how long an event is remembered, in the memory of this process.")
            .orDefault(Duration.ofMinutes(10));

    static final ConfigField<Long> IDEMPOTENCY_MAX_KEYS = ConfigField.integer("idempotency.max_keys", 1, 10_000_000)
            .describe("Most events that are remembered; some old ones are forgotten for new ones.")
            .orDefault(50_000L)
            .advanced();

    /** All of them, in the order of the reference. */
    public static final ConfigSpec SPEC = ConfigSpec.of(
                    ServerFields.HOST,
                    ServerFields.PORT,
                    ServerFields.TLS_CERT_PATH,
                    ServerFields.TLS_KEY_PATH,
                    ServerFields.TIMEOUT,
                    ServerFields.MAX_BODY_SIZE,
                    ServerFields.MAX_PENDING_REQUESTS,
                    ServerFields.MAX_PENDING_BYTES,
                    ServerFields.MAX_CONNECTIONS,
                    ServerFields.TRUSTED_PROXIES,
                    AuthFields.TYPE.required(),
                    AuthFields.SECRET_ENV.sampled(),
                    AuthFields.HEADER.sampled(),
                    AuthFields.ALGORITHM,
                    AuthFields.SCHEME,
                    AuthFields.TIMESTAMP_HEADER,
                    AuthFields.NONCE_HEADER,
                    AuthFields.TOLERANCE,
                    AuthFields.VERIFY,
                    AuthFields.PUBLIC_KEY_PATH,
                    LimitFields.REQUESTS_PER_SECOND,
                    LimitFields.BURST_SIZE,
                    LimitFields.PER_IP,
                    LimitFields.PER_IP_REQUESTS_PER_SECOND,
                    IDEMPOTENCY_HEADER,
                    IDEMPOTENCY_WINDOW,
                    IDEMPOTENCY_MAX_KEYS,
                    ROUTES)
            .requireTable("auth")
            .rule(WebhookFields::problems);

    private WebhookFields() {}

    /** What is wrong with values that are fine one by one. */
    static List<ConfigProblem> problems(ConfigValues values) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (values.isSet(ServerFields.TLS_CERT_PATH) != values.isSet(ServerFields.TLS_KEY_PATH)) {
            ConfigField<String> missing =
                    values.isSet(ServerFields.TLS_CERT_PATH) ? ServerFields.TLS_KEY_PATH : ServerFields.TLS_CERT_PATH;
            problems.add(
                    new ConfigProblem(missing.key(), "is missing; tls_cert_path and tls_key_path are given together"));
        }
        problems.addAll(AuthRules.problems("", values));
        problems.addAll(LimitRules.problems("", values));
        problems.addAll(RouteRules.problems(values.find(ROUTES).orElse(List.of())));
        return problems;
    }
}
