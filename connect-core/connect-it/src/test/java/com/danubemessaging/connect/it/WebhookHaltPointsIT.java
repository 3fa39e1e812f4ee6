package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.DeviceMessage.Form;
import com.danubemessaging.connect.testkit.LoopbackProxy;
import com.danubemessaging.embedded.HeldCalls;
import com.danubemessaging.embedded.model.BrokerCall;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** SIGKILL to the webhook source at the moments that matter, each of them held still, while senders send. */
class WebhookHaltPointsIT extends WebhookTest {

    private static final LoadPlan PLAN = LoadPlan.endless(10, 1024).atRate(150);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Of one dead letter in two parts. */
    private static final int LARGE_BYTES = 7 << 19;

    private static final String STRICT_PATH = "/strict";

    /** A second route, whose topic takes numbers only. */
    private static final String STRICT =
            """
            [[routes]]
            from = "%s"
            to = "/default/strict"
            reliable_dispatch = true

            [[schemas]]
            topic = "/default/strict"
            subject = "strict"
            schema_type = "number"
            validate = true
            """
                    .formatted(STRICT_PATH);

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private WebhookToml toml;

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private LoopbackProxy sendersNetwork;

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private Stage webhook;

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private EventBook book;

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private HttpLoad load;

    /** What may be there twice so far: stored when the process was killed, and not answered 200. */
    private int mostDuplicates;

    @Test
    void nothingIsLostAndOnlyWhatWasNotAnsweredComesTwice() throws Exception {
        toml = webhookToml().withServerLines("max_body_size = " + LARGE_BYTES).withTables(STRICT);
        sendersNetwork = networkTo(toml.port());
        webhook = startWebhook(toml).awaitReady();
        book = openBook(PLAN);
        DeadLetterReader letters =
                closedLater(DeadLetterReader.open(vertx, danube.serviceUrl(), WebhookToml.DEAD_LETTER_TOPIC));
        load = HttpLoad.start(vertx, sendersNetwork.port(), PLAN);
        waiting("events flow", LIMIT).until(() -> load.taken() > 100 && book.records() > 100);
        FaultDrill drill = new FaultDrill(this::stored, () -> (long) load.taken(), webhook);

        drill.endure("SIGKILL after publish, before the answer", this::killBeforeTheAnswer, this::restart, () -> {});
        drill.endure("SIGKILL before the publish is answered", this::killBeforeTheReceipt, this::restart, () -> {});
        drill.endure(
                "SIGKILL while dead-lettering",
                () -> killWhileDeadLettering(letters),
                this::restart,
                () -> sendAgainUntilDeadLettered(letters));
        drill.endure("SIGKILL during shutdown", this::killDuringShutdown, this::restart, () -> {});

        book.expect(load.end());
        waiting("everything is read", LIMIT).until(() -> isRead(book));
        System.out.printf("WebhookHaltPointsIT: %s, at most %d; %s; %s%n", book, mostDuplicates, load.tally(), drill);
        book.assertCompleteAndInOrder();
        Accounts.assertSourceAddsUp(webhook);
        assertThat(book.duplicates()).as("duplicates").isBetween(2, mostDuplicates);
        assertThat(letters.reassembled()).isEqualTo(noNumber());
    }

    private static Buffer noNumber() {
        return new DeviceMessage(7, 0).payload(Form.JSON, LARGE_BYTES);
    }

    /** Withholds the answers on their way to the senders, of requests that were under way already. */
    private void killBeforeTheAnswer() throws Exception {
        HeldCalls held = danube.faults()
                .holdReplies(BrokerCall.SEND_MESSAGE, SourceToml.TOPIC)
                .await(10, SECONDS);
        held.first().await(60, SECONDS);
        sendersNetwork.blackHole().await(10, SECONDS);
        held.release().await(10, SECONDS);
        waiting("something is stored and its answer withheld", LIMIT)
                .until(() -> requests(webhook, "accepted") > load.taken());
        kill();
        sendersNetwork.reset().compose(cut -> sendersNetwork.heal()).await(10, SECONDS);
    }

    private void killBeforeTheReceipt() throws Exception {
        HeldCalls held = danube.faults()
                .holdReplies(BrokerCall.SEND_MESSAGE, SourceToml.TOPIC)
                .await(10, SECONDS);
        held.first().await(60, SECONDS);
        kill();
        held.drop().await(10, SECONDS);
    }

    private void killWhileDeadLettering(DeadLetterReader letters) throws Exception {
        HeldCalls held = danube.faults()
                .holdReplies(BrokerCall.SEND_MESSAGE, WebhookToml.DEAD_LETTER_TOPIC)
                .await(10, SECONDS);
        Future<HttpClientResponse> answer = sendNoNumber();
        held.first().await(60, SECONDS);
        waiting("a part is in the dead letter topic", LIMIT)
                .until(() -> !letters.messages().isEmpty());
        assertThat(letters.parts().size()).as("parts stored, of several").isLessThan(letters.partsOfOne());
        assertThat(answer.isComplete()).as("answered").isFalse();
        kill();
        waiting("the sender sees it", LIMIT).until(answer::failed);
        held.drop().await(10, SECONDS);
    }

    private void sendAgainUntilDeadLettered(DeadLetterReader letters) throws Exception {
        HttpClientResponse response = sendNoNumber().await(30, SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().await(10, SECONDS).toJsonObject().getInteger("dead_lettered"))
                .isEqualTo(1);
        waiting("the whole letter", LIMIT).until(() -> letters.parts().size() == letters.partsOfOne());
    }

    private Future<HttpClientResponse> sendNoNumber() {
        HttpClientAgent client = vertx.createHttpClient();
        return client.request(HttpMethod.POST, toml.port(), "127.0.0.1", STRICT_PATH)
                .compose(request -> request.putHeader(WebhookToml.KEY_HEADER, DeviceMessage.topic(7))
                        .send(noNumber()))
                .compose(response -> response.body().map(response))
                .eventually(client::close);
    }

    private void killDuringShutdown() throws Exception {
        HeldCalls held = danube.faults()
                .holdCalls(BrokerCall.SEND_MESSAGE, SourceToml.TOPIC)
                .await(10, SECONDS);
        held.first().await(60, SECONDS);
        webhook.process().signal(Signal.TERM);
        webhook.process().awaitLine("SIGTERM received: stopping");
        kill();
        held.drop().await(10, SECONDS);
    }

    /** Kills it, and counts what its death leaves stored but not answered. */
    private void kill() throws Exception {
        webhook.kill();
        AtomicLong last = new AtomicLong(-1);
        waiting("what the source had sent is stored and read", LIMIT)
                .until(() -> last.getAndSet(stored()) == stored() && book.records() == last.get());
        mostDuplicates += book.distinct() - load.taken();
        assertThat(webhook.page().isReady()).as("ready").isFalse();
    }

    private void restart() throws Exception {
        webhook.startAgain().awaitReady();
    }
}
