package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/**
 * Memory while Danube is away: what does not fit is refused, and stays with its senders. The connector has 64 MiB of
 * heap. {@link MemoryIT} runs it.
 */
abstract class WebhookMemory extends WebhookTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(5);

    /** {@code server.max_pending_requests} and {@code server.max_pending_bytes}. */
    private static final int MOST_PENDING = 2000;

    private static final long MOST_PENDING_BYTES = 8L * MEBIBYTE;

    /** More senders than may wait. */
    private static final LoadPlan MANY =
            LoadPlan.endless(MOST_PENDING + 500, 1024).atRate(1000);

    private static final Duration OUTAGE = Duration.ofSeconds(60);

    private static final LoadPlan LARGE = LoadPlan.of(40, 1, MEBIBYTE).atRate(80);
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private static final String PENDING_REQUESTS = "danube_connect_webhook_pending_requests";
    private static final String PENDING_BYTES = "danube_connect_webhook_pending_bytes";

    private GcLog gcLog() {
        return new GcLog(folder.resolve("webhook.gc"));
    }

    private Stage start(WebhookToml toml) throws Exception {
        return startWebhook(toml, NativeMemory.trackedIn(gcLog().of(FatJar.SOURCE_WEBHOOK)))
                .awaitReady();
    }

    @Test
    @Execution(CONCURRENT)
    void aMinuteWithoutDanubeAtAThousandRequestsASecondFits() throws Exception {
        WebhookToml toml = webhookToml();
        Stage webhook = start(toml);
        NativeMemory memory = new NativeMemory(webhook.process());
        EventBook book = openBook(MANY);
        HttpLoad load = HttpLoad.start(vertx, toml.port(), MANY);
        waiting("events flow", LIMIT).until(() -> load.taken() > 1000);
        FaultDrill drill = new FaultDrill(this::stored, () -> (long) load.taken(), webhook);

        drill.endure(
                "Danube away for 60 s",
                () -> danube.stopListening().await(10, SECONDS),
                () -> endureTheOutage(webhook, memory, load),
                () -> danube.resumeListening().await(10, SECONDS));

        assertEverythingArrivesInBoundedMemory("Danube away", webhook, memory, load, book);
        System.out.println("  " + drill);
    }

    private void endureTheOutage(Stage webhook, NativeMemory memory, HttpLoad load) throws Exception {
        String problem = "Danube does not take records for " + SourceToml.TOPIC;
        waiting("it says so", SOON).until(() -> webhook.page().problems().contains(problem));
        waiting("it goes on saying so, and holds no more than it may", OUTAGE.plusSeconds(30))
                .during(OUTAGE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> webhook.page().problems().contains(problem) && isWithinBounds(webhook));
        memory.look();
        assertThat(requests(webhook, "unavailable")).as("refused").isGreaterThan(MOST_PENDING);
        assertThat(load.taken()).as("answered 200, of those stored").isLessThanOrEqualTo((int) stored());
    }

    private static boolean isWithinBounds(Stage webhook) throws Exception {
        return webhook.page().counter(PENDING_REQUESTS) <= MOST_PENDING
                && webhook.page().counter(PENDING_BYTES) < MOST_PENDING_BYTES + MEBIBYTE;
    }

    @Test
    @Execution(CONCURRENT)
    void fortyBodiesOfOneMebibyteWithoutDanubeFit() throws Exception {
        WebhookToml toml = webhookToml();
        Stage webhook = start(toml);
        NativeMemory memory = new NativeMemory(webhook.process());
        EventBook book = openBook(LARGE);
        danube.stopListening().await(10, SECONDS);

        HttpLoad load = HttpLoad.start(vertx, toml.port(), LARGE);

        long[] most = {0};
        waiting("a while in which senders try again and again", A_WHILE.plusSeconds(2))
                .during(A_WHILE)
                .until(() -> {
                    most[0] = Math.max(most[0], webhook.page().counter(PENDING_BYTES));
                    return isWithinBounds(webhook);
                });
        memory.look();
        assertThat(most[0]).as("bytes that waited").isBetween(MOST_PENDING_BYTES / 2, MOST_PENDING_BYTES + MEBIBYTE);
        assertThat(load.tally().of(503)).as("refused").isGreaterThan(20);
        assertThat(load.taken()).as("answered 200").isZero();
        danube.resumeListening().await(10, SECONDS);

        assertEverythingArrivesInBoundedMemory("forty of 1 MiB", webhook, memory, load, book);
    }

    private void assertEverythingArrivesInBoundedMemory(
            String what, Stage webhook, NativeMemory memory, HttpLoad load, EventBook book) throws Exception {
        List<Integer> sent = load.end();
        book.expect(sent);
        waiting("everything is read", LIMIT).until(() -> isRead(book));
        memory.look();
        System.out.printf(
                "WebhookMemory, %s: %s; %s; %s, peak resident memory %d MiB; %s%n",
                what, book, load.tally(), memory, webhook.process().peakResidentMebibytes(), gcLog());
        book.assertCompleteAndInOrder();
        assertAddsUp(webhook, load.tally(), book);
        memory.assertBounded();
        gcLog().assertNoStormOfFullCollections();
        webhook.process().assertNothingUnexpectedWasLogged();
    }
}
