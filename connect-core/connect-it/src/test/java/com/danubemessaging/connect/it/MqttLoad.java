package com.danubemessaging.connect.it;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Publishes a {@link LoadPlan} through real MQTT clients. All of them share one event loop; the count is for all. */
final class MqttLoad extends VerticleBase {

    private static final Duration TICK = Duration.ofMillis(2);

    private final int port;
    private final LoadPlan plan;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private List<LoadDevice> devices = List.of();
    private long startedNanos;
    private long published;
    private int turn;
    private volatile boolean isPaused;

    private MqttLoad(int port, LoadPlan plan) {
        this.port = port;
        this.plan = plan;
    }

    /** Begins to publish. */
    static MqttLoad start(Vertx vertx, int port, LoadPlan plan) throws TimeoutException {
        MqttLoad load = new MqttLoad(port, plan);
        vertx.deployVerticle(load).await(10, TimeUnit.SECONDS);
        return load;
    }

    @Override
    public Future<?> start() {
        devices = IntStream.range(0, plan.devices())
                .mapToObj(device -> new LoadDevice(vertx, port, plan, device, acknowledged::incrementAndGet))
                .toList();
        devices.forEach(LoadDevice::connect);
        startedNanos = System.nanoTime();
        vertx.setPeriodic(TICK.toMillis(), ignored -> publish());
        return Future.succeededFuture();
    }

    /** Goes round the devices until none can or the rate is reached. */
    private void publish() {
        int idle = 0;
        while (idle < devices.size() && !isPaused && isWithinRate()) {
            turn = (turn + 1) % devices.size();
            if (devices.get(turn).publishOne()) {
                published++;
                idle = 0;
            } else {
                idle++;
            }
        }
    }

    private boolean isWithinRate() {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        return plan.ratePerSecond() == 0 || published < seconds * plan.ratePerSecond();
    }

    /** Messages that the MQTT broker has acknowledged: from now on, losing one is a loss. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** Sends nothing for a while; messages on their way are still acknowledged. */
    void pause() {
        isPaused = true;
    }

    /** Goes on, and catches up with its rate. */
    void resume() {
        isPaused = false;
    }

    /**
     * Messages that a device has sent once more, because it had no acknowledgement when its connection ended: the MQTT
     * broker may have had them.
     */
    int repeated() throws TimeoutException {
        Promise<Integer> sum = Promise.promise();
        context.runOnContext(ignored ->
                sum.complete(devices.stream().mapToInt(LoadDevice::repeated).sum()));
        return sum.future().await(10, TimeUnit.SECONDS);
    }

    /**
     * Sends nothing new from now on; what is not acknowledged is still repeated.
     *
     * @return how many messages each device has sent
     */
    List<Integer> end() throws TimeoutException {
        Promise<List<Integer>> sent = Promise.promise();
        context.runOnContext(
                ignored -> sent.complete(devices.stream().map(LoadDevice::end).toList()));
        List<Integer> counts = sent.future().await(10, TimeUnit.SECONDS);
        await("all acknowledged")
                .atMost(JarProcess.PATIENCE)
                .until(() -> acknowledged() == counts.stream().mapToInt(n -> n).sum());
        return counts;
    }

    boolean isDone() {
        return acknowledged() == plan.total();
    }

    LoadPlan plan() {
        return plan;
    }

    @Override
    public Future<?> stop() {
        devices.forEach(LoadDevice::close);
        return Future.succeededFuture();
    }
}
