package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.admin.BackoffStrategy;
import com.danubemessaging.vertx.client.admin.DanubeAdmin;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.PoisonPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sink does with the brokers' admin port, and what it shows of what the broker does. */
class AdminPortTest extends RuntimeFixture {

    private static final FailurePolicy DROPPING = new FailurePolicy(
            0,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            BackoffStrategy.EXPONENTIAL,
            PoisonPolicy.DROP,
            null);

    @Override
    EmbeddedDanubeOptions brokerOptions() {
        return new EmbeddedDanubeOptions().setAdminPort(0);
    }

    private String adminUrl() {
        return "http://127.0.0.1:" + danube.adminPort();
    }

    private TestConfigs administrated(String name) {
        return config(name).with(CoreFields.ADMIN_URL, adminUrl());
    }

    private DanubeAdmin admin() {
        return DanubeAdmin.create(vertx, new DanubeClientOptions().setServiceUrl(adminUrl()));
    }

    private FailurePolicy policyOf(String topic) throws Exception {
        return admin().failurePolicy(topic, "all").await(10, SECONDS).orElseThrow();
    }

    private static JsonObject partition(RunningConnector running, int number) {
        JsonArray partitions = health(running).getJsonObject("detail").getJsonArray("partitions");
        return partitions.size() <= number ? new JsonObject() : partitions.getJsonObject(number);
    }

    @Test
    void refusesAnAddressThatCannotBeUsedAndNamesTheKey() {
        TestConfigs wrong = config("writer").with(CoreFields.ADMIN_URL, "http://user:canary@broker:port");

        assertThatThrownBy(() -> deploy(wrong, new CollectingSink(reading(TOPIC))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("danube.admin_url")
                .hasMessageNotContaining("canary");
    }

    @Test
    void deliversThoughNobodyAnswersOnTheAdminPort() throws Exception {
        producer(TOPIC);
        NetServer hole = vertx.createNetServer()
                .connectHandler(socket -> {})
                .listen(0, "127.0.0.1")
                .await(5, SECONDS);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        RunningConnector running =
                deployReady(config("writer").with(CoreFields.ADMIN_URL, "http://127.0.0.1:" + hole.actualPort()), sink);

        publish(TOPIC, "1", "2");

        until(() -> count(running, "acknowledged") == 2);
        JsonObject detail = health(running).getJsonObject("detail");
        assertThat(detail.getString("admin_port")).contains("cannot be used");
        assertThat(detail.getJsonArray("partitions").getJsonObject(0).containsKey("lag"))
                .isFalse();
        assertThat(problems(running)).isEmpty();
    }

    @Test
    void deliversThoughTheAdminPortIsTheOneOfClients() throws Exception {
        producer(TOPIC);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        RunningConnector running = deployReady(
                config("writer").with(CoreFields.ADMIN_URL, danube.serviceUrl().replace("127.0.0.1", "localhost")),
                sink);

        publish(TOPIC, "1");

        until(() -> count(running, "acknowledged") == 1);
        assertThat(health(running).getJsonObject("detail").getString("admin_port"))
                .contains("not the admin port of a Danube broker");
    }

    @Test
    void storesASafePolicyForEveryPartitionBeforeTheFirstReader() throws Exception {
        producer(TOPIC, 2);
        deployReady(administrated("writer"), new CollectingSink(reading(TOPIC)));

        for (String partition : List.of(TOPIC + "-part-0", TOPIC + "-part-1")) {
            FailurePolicy policy = policyOf(partition);
            assertThat(policy.poisonPolicy()).isEqualTo(PoisonPolicy.BLOCK);
            assertThat(policy.maxRedeliveryCount()).isEqualTo(Integer.MAX_VALUE);
            assertThat(policy.ackTimeout()).isEqualTo(Duration.ofDays(30));
        }
    }

    @Test
    void takesDropAwayBeforeItReads() throws Exception {
        producer(TOPIC);
        admin().setFailurePolicy(TOPIC, "all", DROPPING).await(10, SECONDS);
        RunningConnector running = deployReady(administrated("writer"), new CollectingSink(reading(TOPIC)));

        assertThat(policyOf(TOPIC).poisonPolicy()).isEqualTo(PoisonPolicy.BLOCK);
        until(() -> partition(running, 0).containsKey("failure_policy"));
        assertThat(partition(running, 0).getJsonObject("failure_policy").getString("poison_policy"))
                .isEqualTo("block");
    }

    @Test
    void changesNothingWithoutAnAdminPortAndSaysOnceWhatProtectsTheSubscriptionsThen() throws Exception {
        String other = "/default/letters";
        producer(TOPIC, 2);
        producer(other);
        try (LogLines log = new LogLines()) {
            deployReady(
                    config("writer"),
                    new CollectingSink(List.of(reading(TOPIC), reading(other)), CollectingSink::done));

            assertThat(log.notices())
                    .filteredOn(line -> line.startsWith("danube.admin_url is not set"))
                    .singleElement()
                    .asString()
                    .contains("a record that waited 20 s or was delivered 3 times", "H11 in danube-broker.md");
        }
        assertThat(policyOf(other)).isEqualTo(FailurePolicy.BROKER_DEFAULT);
    }

    @Test
    void keepsTheSafePolicyWhenTheTopicMoves() throws Exception {
        producer(TOPIC);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        deployReady(administrated("writer"), sink);

        danube.faults().moveTopic(TOPIC).await(10, SECONDS);
        publish(TOPIC, "1");

        until(() -> sink.payloads().contains("1"));
        assertThat(policyOf(TOPIC).poisonPolicy()).isEqualTo(PoisonPolicy.BLOCK);
        assertThat(policyOf(TOPIC).maxRedeliveryCount()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void showsWhatIsInHandAndHowFarTheSubscriptionIsBehind() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Promise<BatchResult> never = Promise.promise();
        producer(TOPIC);
        CollectingSink sink = new CollectingSink(reading(TOPIC), batch -> never.future());
        RunningConnector running =
                deploy(administrated("writer"), () -> sink, new ConnectRuntimeOptions().setMeterRegistry(registry));
        awaitReady(running);

        String[] payloads = new String[15];
        java.util.Arrays.fill(payloads, "x");
        publish(TOPIC, payloads);

        until(() -> partition(running, 0).getLong("lag", -1L) == 15);
        assertThat(partition(running, 0))
                .contains(entry("topic", TOPIC), entry("subscription", "all"), entry("unacked", 10))
                .contains(entry("most_unacked", 10), entry("takeovers", 0L), entry("gap_records", 0L));
        assertThat(registry.get("danube.connect.sink.lag.records")
                        .tag("topic", TOPIC)
                        .gauge()
                        .value())
                .isEqualTo(15);
        assertThat(registry.get("danube.connect.sink.unacked.records")
                        .tag("topic", TOPIC)
                        .gauge()
                        .value())
                .isEqualTo(10);
    }

    private static java.util.Map.Entry<String, Object> entry(String key, Object value) {
        return java.util.Map.entry(key, value);
    }

    @Test
    void countsAStreamThatSomebodyElseTook() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        producer(TOPIC);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        RunningConnector running =
                deploy(config("writer"), () -> sink, new ConnectRuntimeOptions().setMeterRegistry(registry));
        awaitReady(running);
        CollectingSink thief =
                new CollectingSink(ConsumerConfig.of(TOPIC, "reader", "all", SubscriptionType.EXCLUSIVE));

        deploy(config("thief"), thief);

        until(() -> partition(running, 0).getLong("takeovers", 0L) >= 1);
        assertThat(registry.get("danube.connect.stream.takeovers")
                        .tag("topic", TOPIC)
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void countsARecordThatCameAgain() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        producer(TOPIC);
        Promise<Void> later = Promise.promise();
        CollectingSink sink = new CollectingSink(
                reading(TOPIC), batch -> later.future().compose(ignored -> CollectingSink.done(batch)));
        RunningConnector running =
                deploy(config("writer"), () -> sink, new ConnectRuntimeOptions().setMeterRegistry(registry));
        awaitReady(running);
        publish(TOPIC, "1", "2");
        until(() -> count(running, "held_records") == 2);

        danube.faults().resetStreams().await(10, SECONDS);

        until(() -> partition(running, 0).getLong("redeliveries", 0L) >= 1);
        assertThat(registry.get("danube.connect.redeliveries.dropped")
                        .tag("topic", TOPIC)
                        .counter()
                        .count())
                .isPositive();
        later.complete();
        until(() -> count(running, "held_records") == 0);
    }

    @Test
    void showsWhichPartitionHasAGap() throws Exception {
        producer(TOPIC, 2);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        RunningConnector running = deployReady(config("writer"), sink);
        publish(TOPIC, "1", "2", "3", "4");
        until(() -> count(running, "acknowledged") == 4);

        danube.faults().skip(TOPIC + "-part-1", "all", 2).await(10, SECONDS);
        publish(TOPIC, "5", "6", "7", "8", "9", "10", "11", "12");

        until(() -> count(running, "gap_records") + count(running, "uncertain_gap_records") == 2);
        JsonObject first = partition(running, 0);
        assertThat(first.getString("topic")).isEqualTo(TOPIC + "-part-1");
        assertThat(first.getLong("gap_records") + first.getLong("uncertain_gap_records"))
                .isEqualTo(2);
    }
}
