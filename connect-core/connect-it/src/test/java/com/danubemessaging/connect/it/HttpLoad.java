package com.danubemessaging.connect.it;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Sends a {@link LoadPlan} over HTTP, each device of it over a connection that it keeps. A request that was not
 * answered 200 counts towards the rate like any other, and is repeated in its turn.
 */
final class HttpLoad extends VerticleBase {

    private static final Duration TICK = Duration.ofMillis(2);
    private static final Duration CONNECTING = Duration.ofSeconds(2);

    private final int port;
    private final LoadPlan plan;
    private final HttpTally tally = new HttpTally();
    private List<HttpSender> senders = List.of();
    private long startedNanos;
    private long sent;
    private int turn;

    private HttpLoad(int port, LoadPlan plan) {
        this.port = port;
        this.plan = plan;
    }

    /** Begins to send. */
    static HttpLoad start(Vertx vertx, int port, LoadPlan plan) throws TimeoutException {
        HttpLoad load = new HttpLoad(port, plan);
        vertx.deployVerticle(load).await(10, TimeUnit.SECONDS);
        return load;
    }

    @Override
    public Future<?> start() {
        HttpClientAgent client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(0).setConnectTimeout((int) CONNECTING.toMillis()),
                new PoolOptions().setHttp1MaxSize(plan.devices()));
        senders = IntStream.range(0, plan.devices())
                .mapToObj(device -> new HttpSender(client, port, plan, device, tally))
                .toList();
        startedNanos = System.nanoTime();
        vertx.setPeriodic(TICK.toMillis(), ignored -> send());
        return Future.succeededFuture();
    }

    /** Goes round the senders until none can or the rate is reached. */
    private void send() {
        int idle = 0;
        while (idle < senders.size() && isWithinRate()) {
            turn = (turn + 1) % senders.size();
            if (senders.get(turn).sendOne()) {
                sent++;
                idle = 0;
            } else {
                idle++;
            }
        }
        if (plan.ratePerSecond() > 0) {
            // What the rate allowed and nobody could send is not caught up with.
            sent = Math.max(sent, due() - plan.ratePerSecond());
        }
    }

    private boolean isWithinRate() {
        return plan.ratePerSecond() == 0 || sent < due();
    }

    private long due() {
        return (System.nanoTime() - startedNanos)
                * plan.ratePerSecond()
                / Duration.ofSeconds(1).toNanos();
    }

    HttpTally tally() {
        return tally;
    }

    /** Events that were answered 200: from now on, losing one is a loss. */
    int taken() {
        return tally.of(200);
    }

    /**
     * Begins no new event from now on, and waits until all that were begun are answered 200.
     *
     * @return how many events each sender has had
     */
    List<Integer> end() throws TimeoutException {
        Promise<List<Integer>> begun = Promise.promise();
        context.runOnContext(
                ignored -> begun.complete(senders.stream().map(HttpSender::end).toList()));
        List<Integer> counts = begun.future().await(10, TimeUnit.SECONDS);
        await("all events answered 200")
                .atMost(JarProcess.PATIENCE.multipliedBy(2))
                .until(() -> taken() == counts.stream().mapToInt(n -> n).sum());
        return counts;
    }
}
