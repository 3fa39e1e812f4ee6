package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class EndToEndTest {

    private static final String TOPIC = "/default/numbers";

    @TempDir
    Path stateDir;

    private EmbeddedDanube danube;

    @BeforeEach
    void startDanube(Vertx vertx) throws Exception {
        danube = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()).await(10, SECONDS);
    }

    @AfterEach
    void stopDanube() throws Exception {
        danube.close().await(10, SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void movesEveryRecordOnceAndKeepsTheOrderOfEachKey(int partitions, Vertx vertx) throws Exception {
        int count = 2000;
        ListSource source = new ListSource(new ProducerConfig(TOPIC, partitions, true, Ordering.KEY), count, 20);
        RunningConnector reading = deploy(vertx, "numbers-source", source);
        await().until(() -> source.committed >= 0);
        CollectingSink sink = new CollectingSink(ConsumerConfig.of(TOPIC, "reader", "all", SubscriptionType.EXCLUSIVE));

        RunningConnector writing = deploy(vertx, "numbers-sink", sink);
        ListSource second = new ListSource(new ProducerConfig(TOPIC, partitions, true, Ordering.KEY), count, 20);
        await().until(() -> ready(writing));
        reading.stop().await(20, SECONDS);
        RunningConnector again = deploy(vertx, "second-source", second);

        await().atMost(Duration.ofSeconds(60)).until(() -> second.committed == count - 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> fromSecond(sink).size() == count);
        Map<String, Integer> last = new HashMap<>();
        fromSecond(sink).forEach(record -> {
            int number = (Integer) record.json();
            assertThat(last.getOrDefault(record.key(), -1)).isLessThan(number);
            last.put(record.key(), number);
        });
        assertThat(last.values().stream().mapToInt(Integer::intValue).max()).hasValue(count - 1);

        again.stop().await(20, SECONDS);
        writing.stop().await(20, SECONDS);
        assertThat(writing.terminated().await(1, SECONDS).failed()).isFalse();
    }

    @Test
    void resumesAPolledSourceFromThePositionStore(Vertx vertx) throws Exception {
        ListSource first = new ListSource(ProducerConfig.reliable(TOPIC), 100, 5);
        RunningConnector reading = deploy(vertx, "resume", first);
        await().until(() -> first.committed == 99);
        reading.stop().await(20, SECONDS);

        ListSource second = new ListSource(ProducerConfig.reliable(TOPIC), 150, 5);
        RunningConnector again = deploy(vertx, "resume", second);
        await().until(() -> second.committed == 149);
        JsonObject health = again.health().await(5, SECONDS);
        again.stop().await(20, SECONDS);

        assertThat(health.getJsonObject("detail").getLong("published")).isEqualTo(50);
    }

    private RunningConnector deploy(Vertx vertx, String name, Connector connector) throws Exception {
        return ConnectRuntime.create(
                        vertx,
                        TestConfigs.of(name, danube.serviceUrl(), stateDir).build())
                .deploy(TestConfigs.provider(() -> connector))
                .await(10, SECONDS);
    }

    private static List<SinkRecord> fromSecond(CollectingSink sink) {
        return sink.records.stream()
                .filter(record -> record.producerName().startsWith("second"))
                .toList();
    }

    private static boolean ready(RunningConnector connector) throws Exception {
        return connector.health().await(5, SECONDS).getBoolean("ready");
    }
}
