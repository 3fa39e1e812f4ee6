package com.danubemessaging.connect.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.source.webhook.limit.RateLimiter;
import com.danubemessaging.connect.source.webhook.limit.RateRule;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final String PER_ADDRESS =
            """
            [server]
            %s
            [rate_limit]
            requests_per_second = 100
            burst_size = 1
            per_ip_enabled = true
            per_ip_requests_per_second = 1
            [auth]
            type = "none"
            [[routes]]
            from = "/events"
            to = "/default/events"
            [[routes]]
            from = "/other"
            to = "/default/other"
            """;

    private final AtomicLong now = new AtomicLong(1);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aBurstPassesAndThenOnlyTheRate() {
        RateLimiter limiter = new RateLimiter(new RateRule(10, 3, RateRule.UNLIMITED), now::get);

        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take("a")).isNull();
        }
        assertThat(limiter.take("a")).isEqualTo(new RateLimiter.Excess(false, 1));
        pass(Duration.ofMillis(100));
        assertThat(limiter.take("b")).isNull();
        assertThat(limiter.take("b")).isNotNull();
        pass(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take("a")).isNull();
        }
        assertThat(limiter.take("a")).as("no more than the burst is saved up").isNotNull();
    }

    @Test
    void eachAddressHasABucketOfItsOwnThatFillsAgain() {
        RateLimiter limiter = new RateLimiter(new RateRule(1000, 2, 1), now::get);

        assertThat(limiter.take("a")).isNull();
        pass(Duration.ofMillis(10));
        assertThat(limiter.take("a")).isNull();
        pass(Duration.ofMillis(10));
        assertThat(limiter.take("a")).isEqualTo(new RateLimiter.Excess(true, 1));
        assertThat(limiter.take("b")).isNull();
        pass(Duration.ofSeconds(1));
        assertThat(limiter.take("a")).isNull();
        assertThat(limiter.take("a")).isNotNull();
    }

    @Test
    void forwardedAddressesAreLimitedWhereEverybodyIsBelieved() throws Exception {
        try (WebhookRig rig = WebhookRig.start(PER_ADDRESS.formatted(""))) {
            assertThat(rig.post("/events", "{}", "X-Forwarded-For", "192.0.2.1").statusCode())
                    .isEqualTo(200);
            var refused = rig.post("/events", "{}", "X-Forwarded-For", "192.0.2.1");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Answers.json(refused).getString("message")).isEqualTo("Rate limit exceeded for IP: 192.0.2.1");
            assertThat(rig.post("/other", "{}", "X-Forwarded-For", "192.0.2.2").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anUntrustedSenderCannotChooseItsAddress() throws Exception {
        try (WebhookRig rig = WebhookRig.start(PER_ADDRESS.formatted("trusted_proxies = [\"10.0.0.0/8\"]"))) {
            assertThat(rig.post("/events", "{}", "X-Forwarded-For", "192.0.2.1").statusCode())
                    .isEqualTo(200);
            var refused = rig.post("/events", "{}", "X-Forwarded-For", "192.0.2.2");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Answers.json(refused).getString("message")).isEqualTo("Rate limit exceeded for IP: 127.0.0.1");
            assertThat(rig.danube().next().single().attributes()).doesNotContainKey("webhook.ip");
        }
    }

    @Test
    void aTrustedProxyIsBelieved() throws Exception {
        try (WebhookRig rig = WebhookRig.start(PER_ADDRESS.formatted("trusted_proxies = [\"127.0.0.0/8\", \"::1\"]"))) {
            rig.post("/events", "{}", "X-Forwarded-For", "192.0.2.1");

            assertThat(rig.danube().next().single().attributes()).containsEntry("webhook.ip", "192.0.2.1");
        }
    }

    @Test
    void networksThatAreNoneAreRefused() {
        assertThatThrownBy(
                        () -> WebhookRig.load(PER_ADDRESS.formatted("trusted_proxies = [\"proxy.local\"]"), Map.of()))
                .hasMessageContaining("must be networks such as 10.0.0.0/8");
    }
}
