package com.danubemessaging.connect.source.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Senders that send a little from time to time, to hold a place for ever, or that do not take their answers. */
class SlowSendersTest {

    private static final String IMPATIENT = "[server]\ntimeout_seconds = 1\n" + WebhookRig.OPEN;
    private static final Duration STEP = Duration.ofMillis(100);

    /** One second, the guard's look around once a second, and some for a busy machine. */
    private static final long CUT_OFF_SECONDS = 5;

    private static NetSocket connect(WebhookRig rig) throws TimeoutException {
        return rig.vertx()
                .createNetClient(new NetClientOptions().setReceiveBufferSize(8192))
                .connect(rig.port(), "127.0.0.1")
                .await(10, SECONDS);
    }

    /** Writes the start, then the step again and again until the connection ends; returns what came back. */
    private static String trickle(WebhookRig rig, String start, String step) throws TimeoutException {
        NetSocket socket = connect(rig);
        Promise<Void> closed = Promise.promise();
        Buffer received = Buffer.buffer();
        socket.exceptionHandler(reset -> {});
        socket.handler(received::appendBuffer);
        socket.closeHandler(closed::complete);
        socket.write(start);
        long timer = rig.vertx().setPeriodic(STEP.toMillis(), tick -> socket.write(step));
        try {
            closed.future().await(CUT_OFF_SECONDS, SECONDS);
        } finally {
            rig.vertx().cancelTimer(timer);
        }
        return received.toString();
    }

    @Test
    void headersThatComeByteByByteAreCutOff() throws Exception {
        try (WebhookRig rig = WebhookRig.start(IMPATIENT)) {
            assertThat(trickle(rig, "POST /events HTTP/1.1\r\nHost: h\r\nX-Long: ", "x"))
                    .isEmpty();
        }
    }

    @Test
    void aBodyThatComesByteByByteIsTimedOutAndNothingOfItIsPublished() throws Exception {
        try (WebhookRig rig = WebhookRig.start(IMPATIENT)) {
            assertThat(trickle(rig, "POST /events HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n", "x"))
                    .startsWith("HTTP/1.1 408 ");
            assertThat(rig.danube().size()).isZero();
        }
    }

    @Test
    void aSenderThatTakesNoAnswersIsNotReadAnyMoreBeforeTheyFillTheMemory() throws Exception {
        try (WebhookRig rig = WebhookRig.start(WebhookRig.OPEN)) {
            NetSocket socket = connect(rig);
            Buffer requests = Buffer.buffer("GET /health HTTP/1.1\r\nHost: h\r\n\r\n".repeat(2000));
            AtomicLong taken = new AtomicLong();
            socket.pause();
            long timer = rig.vertx().setPeriodic(1, tick -> {
                if (!socket.writeQueueFull()) {
                    socket.write(requests).onSuccess(written -> taken.addAndGet(requests.length()));
                }
            });

            await("nothing more is taken")
                    .atMost(Duration.ofSeconds(20))
                    .during(Duration.ofSeconds(2))
                    .until(() -> socket.writeQueueFull() && taken.get() > 0);

            rig.vertx().cancelTimer(timer);
            // The buffers of both sockets, which the system makes as large as it likes.
            assertThat(taken.get()).isLessThan(16 << 20);
            long begun = System.nanoTime();
            rig.shutdown();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("the end of the server")
                    .isLessThan(Duration.ofSeconds(5));
            // Vert.x waits for its own writes when it is closed.
            socket.resume();
        }
    }
}
