package com.danubemessaging.connect.source.webhook;

import static com.danubemessaging.connect.source.webhook.WebhookRuntime.waiting;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.runtime.RunningConnector;
import com.danubemessaging.embedded.EmbeddedDanube;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders see of the running connector before Danube is there, and while it is away. */
class DanubeAwayTest {

    private static final String SCHEMA =
            """
            [[schemas]]
            topic = "/default/events"
            subject = "events"
            schema_type = "string"
            schema_file = ""
            """;

    private final WebhookRuntime webhook = new WebhookRuntime();

    @AfterEach
    void closeEverything() throws Exception {
        webhook.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SCHEMA})
    void beforeDanubeIsThereSendersAreToldToComeAgain(String schema) throws Exception {
        RunningConnector running = webhook.start(WebhookRig.OPEN + schema);
        waiting().until(webhook::isListening);

        assertThat(webhook.status("/ready")).isEqualTo(503);
        HttpResponse<String> refused = webhook.post("{}");
        Answers.assertError(refused, 503, "Danube has not been reached yet; send the event again");
        assertThat(refused.headers().firstValue("retry-after")).hasValue("5");

        webhook.startDanube();
        waiting().until(webhook::isReady);
        Answers.assertAccepted(webhook.post("{}"), "/events", "/default/events");
        assertThat(running.terminated().isComplete()).as("ended meanwhile").isFalse();
    }

    @Test
    void anOutageShowsInReadinessWithoutAnyEvent() throws Exception {
        EmbeddedDanube danube = webhook.startDanube();
        webhook.start(WebhookRig.OPEN);
        waiting().until(webhook::isReady);

        danube.stopListening().await(10, SECONDS);
        waiting().until(() -> webhook.status("/ready") == 503);
        waiting().during(Duration.ofSeconds(2)).until(() -> webhook.status("/ready") == 503);
        danube.resumeListening().await(10, SECONDS);

        waiting().until(webhook::isReady);
    }

    @Test
    void aTakenPortEndsTheStartAlthoughDanubeIsAway() throws Exception {
        try (ServerSocket taken = new ServerSocket(webhook.port(), 1, InetAddress.getLoopbackAddress())) {
            RunningConnector running = webhook.start(WebhookRig.OPEN);

            assertThat(running.terminated().await(20, SECONDS).reason())
                    .isEqualTo("server.port: cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is in use; choose another server.port or stop the process that has it");
        }
    }

    @Test
    void aStopBeforeDanubeIsThereClosesThePort() throws Exception {
        RunningConnector running = webhook.start(WebhookRig.OPEN);
        waiting().until(webhook::isListening);

        running.stop().await(20, SECONDS);

        assertThat(webhook.isListening()).isFalse();
        assertThat(running.terminated().await(1, SECONDS).failed()).isFalse();
    }
}
