package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Senders, the webhook source as a process, and Danube in this JVM, read to its end. */
abstract class WebhookTest extends DanubeTest {

    /** Requests by how they ended. */
    private static final String REQUESTS = "danube_connect_webhook_requests_total";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Override
    EmbeddedDanubeOptions danubeOptions() throws Exception {
        return super.danubeOptions().setMaxUnackedMessages(1000);
    }

    /** The usual settings of the source. */
    WebhookToml webhookToml() throws IOException {
        return new WebhookToml(danubeUrl(), Ports.free(), Ports.free(), "", "");
    }

    Stage startWebhook(WebhookToml toml) throws IOException {
        return startWebhook(toml, FatJar.SOURCE_WEBHOOK);
    }

    Stage startWebhook(WebhookToml toml, Program program) throws IOException {
        Path file = Files.writeString(folder.resolve("webhook.toml"), toml.text(folder));
        return new Stage(
                program, JarProcess.USUAL_HEAP_MEBIBYTES, file, new AdminPage(toml.metricsPort()), this::closedLater);
    }

    /** Of a topic that is there. */
    EventBook openBook(LoadPlan plan) throws TimeoutException {
        return closedLater(EventBook.open(vertx, danube.serviceUrl(), plan));
    }

    /** Requests that the connector counts as ended so. */
    static long requests(Stage webhook, String outcome) throws Exception {
        return webhook.page().counter(REQUESTS, "outcome=\"" + outcome + "\"");
    }

    /** Whether the port for senders says that events can be taken. */
    static boolean takesEvents(WebhookToml toml) throws InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + toml.port() + "/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return CLIENT.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    /** Of a source that holds nothing any more, over one life: what senders, connector and Danube say is the same. */
    void assertAddsUp(Stage webhook, HttpTally tally, EventBook book) throws Exception {
        Accounts.assertSourceAddsUp(webhook);
        JsonObject counts = webhook.page().detail();
        assertThat(requests(webhook, "accepted"))
                .as("requests accepted, each with one record: %s", counts)
                .isEqualTo(counts.getLong("published") + counts.getLong("dead_lettered"));
        assertThat(requests(webhook, "accepted") + requests(webhook, "repeated"))
                .as("accepted, of those answered 200: %s", tally)
                .isGreaterThanOrEqualTo(tally.of(200));
        assertThat(requests(webhook, "unavailable"))
                .as("refused, of those answered 503: %s", tally)
                .isGreaterThanOrEqualTo(tally.of(503));
        assertThat(requests(webhook, "failed")).as("requests that failed").isZero();
        assertThat(book.records()).as("records read, of those stored").isEqualTo((int) stored());
        assertThat(tally.withoutRetryAfter()).as("503 without Retry-After").isZero();
    }

    /** Whether the reader has come to the end of the topic. */
    boolean isRead(EventBook book) throws Exception {
        return book.records()
                == danube.topic(SourceToml.TOPIC).await(10, SECONDS).logEndOffset();
    }
}
