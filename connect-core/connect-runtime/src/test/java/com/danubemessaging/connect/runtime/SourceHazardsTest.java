package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.BrokerCall;
import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.OutgoingMessage;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sources, and names of topics, on a broker that shows every hazard of release 0.15. */
class SourceHazardsTest extends RuntimeFixture {

    @Override
    EmbeddedDanubeOptions brokerOptions() {
        return new EmbeddedDanubeOptions().setQuirks(BrokerQuirks.asDanube015());
    }

    private static Map<String, List<Integer>> byKey(List<Message> messages) {
        return messages.stream()
                .collect(Collectors.groupingBy(
                        Message::routingKey,
                        Collectors.mapping(
                                message -> Integer.valueOf(message.payload().toString()), Collectors.toList())));
    }

    @Test
    void h5WaitsBehindAReaderElsewhereThatDoesNotReadSaysSoAndLosesNothing() throws Exception {
        producer(TOPIC);
        danube.faults()
                .refuse(BrokerCall.RECEIVE_MESSAGES, 1000, GrpcStatus.UNAVAILABLE, "suspended")
                .await(5, SECONDS);
        Future<Consumer> elsewhere = client().subscribe(new ConsumerOptions(TOPIC, "elsewhere", "suspended"));
        until(() -> danube.topic(TOPIC).await(5, SECONDS).subscriptions().size() == 1);
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), 200, 7);

        RunningConnector running = deploy(config("reader"), source);

        until(() -> problems(running).stream().anyMatch(problem -> problem.toString()
                .startsWith("Danube has not answered publishes to " + TOPIC + " for")));
        assertThat(source.committed)
                .as("nothing is committed without an answer")
                .isLessThan(60);
        danube.faults().clear().await(5, SECONDS);
        List<Message> messages = new CopyOnWriteArrayList<>();
        elsewhere
                .await(20, SECONDS)
                .partitions()
                .forEach(partition -> partition.handler(message -> {
                    messages.add(message);
                    partition.ack(message);
                }));

        until(() -> source.committed == 199);
        until(() -> texts(messages).stream().distinct().count() == 200);
        assertThat(byKey(messages).values())
                .allSatisfy(ofOneKey ->
                        assertThat(ofOneKey.stream().distinct().toList()).isSorted());
        awaitReady(running);
        assertThat(count(running, "published")).isEqualTo(200);
    }

    @Test
    void h1EndsASourceWhoseTopicIsTheBeginningOfAnotherAndSaysWhy() throws Exception {
        producer(TOPIC + "-dlq");

        RunningConnector running = deploy(config("reader"), new StreamingSource(ProducerConfig.reliable(TOPIC)));

        assertThat(end(running).failed()).isTrue();
        assertThat(end(running).reason())
                .contains(TOPIC)
                .contains("refuse a topic whose name is the beginning of an existing topic's name");
    }

    @Test
    void h1DoesNotMakeASinkReadStrangersThatBeginAlike() throws Exception {
        String stranger = TOPIC + "-more";
        producer(stranger);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        RunningConnector running = deploy(config("writer"), sink);
        until(() -> problems(running).contains("waiting for 1 subscription(s)"));

        producer(TOPIC, 2);
        awaitReady(running);
        publish(stranger, "not for us");
        for (int i = 0; i < 4; i++) {
            producer(TOPIC).send(OutgoingMessage.of("ours")).await(5, SECONDS);
        }

        until(() -> sink.records.size() == 4);
        assertThat(sink.payloads()).containsOnly("ours");
        assertThat(danube.topic(stranger).await(5, SECONDS).subscriptions()).isEmpty();
    }
}
