package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Faults one after the other, in one pipeline under load. Each is begun, endured and ended; then records must flow
 * again within five seconds, through both connectors, and both must say that they are ready.
 */
final class FaultDrill {

    /** What the product promises: outages are probed at least once a second, and the rest is for a busy machine. */
    static final Duration FLOWS_AGAIN = Duration.ofSeconds(5);

    /** So many records through both connectors are a flow; one or two may have been on their way. */
    private static final int A_FLOW = 10;

    /** Begins, endures or ends something. */
    interface Step {
        void run() throws Exception;
    }

    private final Callable<Long> stored;
    private final Callable<Long> delivered;
    private final List<Stage> stages;
    private final List<String> times = new ArrayList<>();

    /**
     * A drill.
     *
     * @param stored records that are in the middle of the pipeline so far
     * @param delivered records that are at its end so far
     * @param stages whose readiness must return
     */
    FaultDrill(Callable<Long> stored, Callable<Long> delivered, Stage... stages) {
        this.stored = stored;
        this.delivered = delivered;
        this.stages = List.of(stages);
    }

    /** Has one fault; the middle step sees it in force. */
    void endure(String fault, Step begin, Step meanwhile, Step end) throws Exception {
        begin.run();
        meanwhile.run();
        for (Stage stage : stages) {
            assertThat(stage.process().isAlive())
                    .as("%s lives through: %s", stage, fault)
                    .isTrue();
        }
        end.run();
        awaitFlow(fault);
    }

    /** Has a fault that is over as soon as it happens. */
    void endure(String fault, Step blow) throws Exception {
        endure(fault, blow, () -> {}, () -> {});
    }

    private void awaitFlow(String fault) throws Exception {
        long begun = System.nanoTime();
        long storedBefore = stored.call();
        long deliveredBefore = delivered.call();
        await("records flow again within " + FLOWS_AGAIN + " after: " + fault)
                .atMost(FLOWS_AGAIN)
                .pollInterval(20, MILLISECONDS)
                .until(() -> stored.call() >= storedBefore + A_FLOW
                        && delivered.call() >= deliveredBefore + A_FLOW
                        && allAreReady());
        times.add("%s %.1f s".formatted(fault, (System.nanoTime() - begun) / 1e9));
    }

    private boolean allAreReady() throws InterruptedException {
        for (Stage stage : stages) {
            if (!stage.page().isReady()) {
                return false;
            }
        }
        return true;
    }

    /** How long it took each time until everything was well again. */
    @Override
    public String toString() {
        return "well again after: " + String.join(", ", times);
    }
}
