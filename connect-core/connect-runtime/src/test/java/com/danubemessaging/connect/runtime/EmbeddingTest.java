package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A guest in somebody else's Vert.x. */
class EmbeddingTest extends RuntimeFixture {

    /** The host's verticle: whatever is deployed from it is its child. */
    private static final class Host extends VerticleBase {
        private final ConnectRuntime runtime;
        private final CollectingSink sink;
        volatile RunningConnector running;

        Host(ConnectRuntime runtime, CollectingSink sink) {
            this.runtime = runtime;
            this.sink = sink;
        }

        @Override
        public Future<?> start() {
            return runtime.deploy(TestConfigs.provider(() -> sink)).onSuccess(deployed -> running = deployed);
        }
    }

    @Test
    void drainsWhenItsHostIsUndeployedInsteadOfStoppingIt() throws Exception {
        Promise<BatchResult> batch = Promise.promise();
        CollectingSink sink = new CollectingSink(reading(TOPIC), ignored -> batch.future());
        producer(TOPIC);
        Host host = new Host(
                ConnectRuntime.create(
                        vertx,
                        config("guest")
                                .with(CoreFields.SHUTDOWN_TIMEOUT, Duration.ofSeconds(8))
                                .build()),
                sink);
        String id = vertx.deployVerticle(host).await(10, SECONDS);
        awaitReady(host.running);
        publish(TOPIC, "1");
        until(() -> !sink.batches.isEmpty());

        Future<Void> undeployed = vertx.undeploy(id);
        until(() -> host.running.state() == ConnectorState.STOPPING);
        batch.complete(BatchResult.allDone(1));
        undeployed.await(10, SECONDS);

        assertThat(end(host.running)).isEqualTo(new Termination(false, "stopped", null));
        assertThat(sink.isShutDown).isTrue();
        assertThat(danube.topic(TOPIC).await(5, SECONDS).subscription("all").cursor())
                .isZero();
    }

    @Test
    void letsTheHostCloseItsVertx() throws Exception {
        producer(TOPIC);
        Vertx hosts = Vertx.vertx();
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        RunningConnector running = ConnectRuntime.create(hosts, config("guest").build())
                .deploy(TestConfigs.provider(() -> sink))
                .await(10, SECONDS);
        awaitReady(running);

        hosts.close().await(10, SECONDS);

        assertThat(end(running).failed()).isFalse();
        assertThat(sink.isShutDown).isTrue();
    }

    @Test
    void runsASourceAndASinkInOneVertx() throws Exception {
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), 100, 5);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        producer(TOPIC);
        RunningConnector writing = deployReady(config("writer"), sink);
        RunningConnector readingConnector = deploy(config("reader"), source);

        until(() -> sink.records.size() == 100);
        readingConnector.stop().await(10, SECONDS);
        publish(TOPIC, "after");

        until(() -> sink.payloads().contains("after"));
        assertThat(writing.state()).isEqualTo(ConnectorState.RUNNING);
    }

    @Test
    void leavesNothingBehind() throws Exception {
        producer(TOPIC);
        runOnce("warm-up");
        Set<String> deploymentsBefore = vertx.deploymentIDs();
        Set<String> threadsBefore = connectorThreads();

        runOnce("guest");

        assertThat(vertx.deploymentIDs()).isEqualTo(deploymentsBefore);
        until(() -> connectorThreads().equals(threadsBefore));
        assertThat(threadsBefore).isEmpty();
    }

    private void runOnce(String name) throws Exception {
        RunningConnector running = deployReady(config(name), new SlowBlockingSink());
        publish(TOPIC, "1");
        until(() -> count(running, "acknowledged") == 1);
        running.stop().await(10, SECONDS);
    }

    private static Set<String> connectorThreads() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("danube-connect"))
                .forEach(names::add);
        return names;
    }

    /** Blocking, so that it has worker threads to leave behind. */
    private static final class SlowBlockingSink implements BlockingSinkConnector {
        @Override
        public List<ConsumerConfig> consumerConfigs() {
            return List.of(reading(TOPIC));
        }

        @Override
        public void initialize(SinkContext context) {}

        @Override
        public BatchResult processBatch(List<SinkRecord> records) {
            return BatchResult.allDone(records.size());
        }
    }
}
