package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.vertx.client.ConsumerOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code check} says of the subscriptions of a sink. */
class SubscriptionCheckTest extends RuntimeFixture {

    @Override
    EmbeddedDanubeOptions brokerOptions() {
        return new EmbeddedDanubeOptions().setAdminPort(0);
    }

    private CheckReport check(TestConfigs config, ConsumerConfig... consumers) throws Exception {
        Connector sink = new CollectingSink(List.of(consumers), CollectingSink::done);
        return ConnectRuntime.create(vertx, config.build())
                .check(TestConfigs.provider(() -> sink))
                .await(20, SECONDS);
    }

    private TestConfigs administrated() {
        return config("writer").with(CoreFields.ADMIN_URL, "http://127.0.0.1:" + danube.adminPort());
    }

    private static List<String> hazards(CheckReport report) {
        return report.notes().stream()
                .filter(CheckReport.Note::isHazard)
                .map(CheckReport.Note::detail)
                .toList();
    }

    private static List<String> facts(CheckReport report) {
        return report.notes().stream()
                .filter(note -> !note.isHazard())
                .map(CheckReport.Note::detail)
                .toList();
    }

    @Test
    void failsWhereTheConfiguredAdminPortDoesNotAnswer() throws Exception {
        producer(TOPIC);

        CheckReport report = check(config("writer").with(CoreFields.ADMIN_URL, "http://127.0.0.1:1"), reading(TOPIC));

        assertThat(report.isOk()).isFalse();
        assertThat(report.items()).last().satisfies(item -> {
            assertThat(item.name()).isEqualTo("subscription");
            assertThat(item.detail()).startsWith("the admin port of danube.admin_url cannot be used");
        });
    }

    @Test
    void warnsOfSubscriptionsThatHideOrLoseRecords() throws Exception {
        CheckReport report = check(
                config("writer"),
                ConsumerConfig.of("/default/a-q", "reader", "all", SubscriptionType.SHARED),
                ConsumerConfig.of("/default/b-q", "reader", "all", SubscriptionType.KEY_SHARED));

        assertThat(report.isOk()).isTrue();
        assertThat(hazards(report)).hasSize(2);
        assertThat(hazards(report).get(0)).contains("/default/a-q", "danube.sole_reader", "H4 in danube-broker.md");
        assertThat(hazards(report).get(1)).contains("/default/b-q", "KeyShared", "H6 to H8");
        assertThat(facts(report)).anyMatch(fact -> fact.contains("/default/a-q does not exist yet"));
        assertThat(facts(report)).anyMatch(fact -> fact.contains("danube.admin_url is not set"));
    }

    @Test
    void saysNothingOfSharedWhereThisProcessReadsAlone() throws Exception {
        producer(TOPIC);

        CheckReport report = check(
                administrated().with(CoreFields.SOLE_READER, true),
                ConsumerConfig.of(TOPIC, "reader", "all", SubscriptionType.SHARED));

        assertThat(hazards(report)).isEmpty();
    }

    @Test
    void warnsOfNamesThatBeginAlikeAndNotOfPartitions() throws Exception {
        producer(TOPIC, 2);
        producer(TOPIC + "-dlq");

        CheckReport report = check(administrated(), reading(TOPIC));

        assertThat(hazards(report)).singleElement().asString().contains(TOPIC + "-dlq", "H1 in danube-broker.md");
    }

    @Test
    void warnsOfDropAndOfATopicThatIsNotReliable() throws Exception {
        String loose = "/default/loose-q";
        producer(TOPIC);
        danube.createTopic(loose, DispatchMode.NON_RELIABLE).await(10, SECONDS);
        danube.setFailurePolicy(TOPIC, "all", FailurePolicy.defaults().withDrop())
                .await(10, SECONDS);

        CheckReport report = check(administrated(), reading(TOPIC), reading(loose));

        assertThat(hazards(report)).hasSize(2);
        assertThat(hazards(report).get(0))
                .contains("Drop after 6 deliveries", "the sink makes it: Block after 2147483648 deliveries");
        assertThat(hazards(report).get(1)).contains(loose + " is non-reliable");
    }

    @Test
    void warnsOfASubscriptionThatIsThereAlreadyAsAnotherType() throws Exception {
        producer(TOPIC);
        client().subscribe(new ConsumerOptions(TOPIC, "all", "somebody")
                        .setType(com.danubemessaging.vertx.client.SubscriptionType.SHARED))
                .await(10, SECONDS)
                .close()
                .await(10, SECONDS);

        assertThat(hazards(check(administrated(), reading(TOPIC))))
                .singleElement()
                .asString()
                .contains("the subscription all is Shared", "whatever this sink asks for (Exclusive)", "H3 in");
        assertThat(hazards(check(
                        administrated().with(CoreFields.SOLE_READER, true),
                        ConsumerConfig.of(TOPIC, "reader", "all", SubscriptionType.SHARED))))
                .isEmpty();
    }

    @Test
    void warnsOfABacklogThatABrokerWouldSkip() throws Exception {
        producer(TOPIC);
        client().subscribe(new ConsumerOptions(TOPIC, "all", "reader"))
                .await(10, SECONDS)
                .close()
                .await(10, SECONDS);
        for (int i = 0; i < 300; i++) {
            publish(TOPIC, "x");
        }

        CheckReport report = check(administrated(), reading(TOPIC));

        assertThat(hazards(report)).singleElement().asString().contains("300 records behind", "H4");
    }

    @Test
    void warnsOfAWindowThatDoesNotFit() throws Exception {
        producer(TOPIC, 3);

        CheckReport report = check(administrated().with(CoreFields.MAX_IN_FLIGHT_RECORDS, 10L), reading(TOPIC));

        assertThat(hazards(report)).singleElement().asString().contains("set it to 30 or more", "H5");
    }

    @Test
    void saysWhatItFoundWhereAllIsWellAndChangesNothing() throws Exception {
        producer(TOPIC);

        CheckReport report = check(administrated(), reading(TOPIC));

        assertThat(report.isOk()).isTrue();
        assertThat(hazards(report)).isEmpty();
        assertThat(facts(report))
                .anyMatch(fact -> fact.contains("1 partition(s) may have 10 records in hand"))
                .anyMatch(fact -> fact.contains("failure policy not stored yet; the sink makes it: Block after"))
                .anyMatch(fact -> fact.contains("the lag of 1 partition(s) is not told"));
        assertThat(danube.topic(TOPIC).await(10, SECONDS).subscriptions()).isEmpty();
    }
}
