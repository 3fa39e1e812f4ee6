package com.danubemessaging.connect.source.webhook;

import static com.danubemessaging.connect.source.webhook.WebhookRuntime.waiting;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.EmbeddedDanube;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events beyond what Danube takes in one message: refused, and nothing of their body is published. */
class TooLargeTest {

    private static final int MEBIBYTE = 1 << 20;

    private final WebhookRuntime webhook = new WebhookRuntime();
    private EmbeddedDanube danube;

    @BeforeEach
    void startDanube() throws Exception {
        danube = webhook.startDanube();
    }

    @AfterEach
    void closeEverything() throws Exception {
        webhook.close();
    }

    private void start(String routeLines) throws Exception {
        webhook.start("[server]\nmax_body_size = 8388608\n" + WebhookRig.OPEN + routeLines);
        waiting().until(webhook::isReady);
    }

    /** A JSON string of that many bytes. */
    private static String json(int bytes) {
        return '"' + "x".repeat(bytes - 2) + '"';
    }

    private static void assertRefused(HttpResponse<String> response, int payloadBytes) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
        assertThat(new JsonObject(response.body()).getString("error"))
                .matches("Payload size " + payloadBytes + " exceeds maximum 41[0-9]{5}");
    }

    private long published() throws Exception {
        return danube.topic("/default/events").await(10, SECONDS).published();
    }

    @Test
    void aBodyOfOneEventIsRefusedAndALittleSmallerOneIsTaken() throws Exception {
        start("");

        assertRefused(webhook.post(json(5 * MEBIBYTE)), 5 * MEBIBYTE);
        assertThat(published()).isZero();
        assertThat(webhook.post(json(4 * MEBIBYTE - 8192)).statusCode()).isEqualTo(200);
        assertThat(published()).isEqualTo(1);
        assertThat(danube.topics().await(10, SECONDS).stream().filter(topic -> topic.contains("dlq")))
                .allSatisfy(topic -> assertThat(
                                danube.topic(topic).await(10, SECONDS).published())
                        .isZero());
    }

    @Test
    void aBodyThatIsWrappedCountsAsItWouldBePublished() throws Exception {
        start("");
        int wrapped = new JsonObject()
                        .put("data", "")
                        .put("size", 3_300_000)
                        .put("encoding", "base64")
                        .encode()
                        .length()
                + 4_400_000;

        assertRefused(webhook.post("x".repeat(3_300_000)), wrapped);
        assertThat(published()).isZero();
    }

    @Test
    void aBodyOfSeveralEventsIsRefusedAsAWhole() throws Exception {
        start("split = \"json_array\"\n");

        assertRefused(webhook.post("[1," + json(5 * MEBIBYTE) + ",2]"), 5 * MEBIBYTE);
        assertThat(published()).isZero();
        assertThat(webhook.post("[1,2]").statusCode()).isEqualTo(200);
        assertThat(published()).isEqualTo(2);
    }
}
