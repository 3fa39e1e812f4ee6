package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.embedded.model.BrokerCall;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.vertx.client.Message;
import io.vertx.grpc.common.GrpcStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceDeliveryTest extends RuntimeFixture {

    @ParameterizedTest
    @ValueSource(strings = {"refused", "lost connection", "restart", "move", "outage"})
    void publishesEverythingInTheOrderOfEachKeyWhateverTheBrokerDoes(String how) throws Exception {
        List<Message> messages = tail(TOPIC);
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), 400, 7);

        RunningConnector running = deploy(config("reader"), source);
        until(() -> source.committed > 20);
        disturb(how);

        until(() -> source.committed == 399);
        until(() -> texts(messages).stream().distinct().count() == 400);
        Map<String, Integer> last = new HashMap<>();
        for (Message message : messages) {
            int number = Integer.parseInt(message.payload().toString());
            boolean isFirst = last.getOrDefault(message.routingKey(), -1) < number;
            if (isFirst) {
                assertThat(number - last.getOrDefault(message.routingKey(), number % 7 - 7))
                        .isEqualTo(7);
                last.put(message.routingKey(), number);
            }
        }
        assertThat(count(running, "published")).isEqualTo(400);
    }

    private void disturb(String how) throws Exception {
        switch (how) {
            case "refused" ->
                danube.faults()
                        .refuse(BrokerCall.SEND_MESSAGE, 30, GrpcStatus.UNAVAILABLE, "overloaded")
                        .await(5, SECONDS);
            case "lost connection" -> danube.faults().closeConnections().await(5, SECONDS);
            case "restart" -> danube.restart().await(5, SECONDS);
            case "move" -> danube.faults().moveTopic(TOPIC).await(5, SECONDS);
            default -> {
                danube.stopListening().await(5, SECONDS);
                danube.resumeListening().await(5, SECONDS);
            }
        }
    }

    @Test
    void commitsOnlyTheContiguousHead() throws Exception {
        String other = "/default/other";
        StreamingSource source = new StreamingSource(ProducerConfig.reliable(TOPIC), ProducerConfig.reliable(other));
        RunningConnector running = deployReady(config("reader"), source);
        until(source::isStarted);
        danube.faults().drainTopic(TOPIC).await(5, SECONDS);

        source.now(emitter -> {
            emitter.push(SourceRecord.fromString(TOPIC, "held").withOffset(SourceOffset.of("p", 1)));
            emitter.push(SourceRecord.fromString(other, "free").withOffset(SourceOffset.of("p", 2)));
            emitter.push(SourceRecord.fromString(other, "free").withOffset(SourceOffset.of("q", 1)));
            return true;
        });
        until(() -> count(running, "published") == 2 && !source.committed.isEmpty());
        assertThat(source.committed).containsExactly(SourceOffset.of("q", 1));
        until(() -> problems(running).contains("Danube does not take records for " + TOPIC));
        danube.faults().moveTopic(TOPIC).await(5, SECONDS);

        until(() -> source.committed.contains(SourceOffset.of("p", 2)));
        assertThat(source.committed).doesNotContainSequence(SourceOffset.of("p", 2), SourceOffset.of("p", 1));
        awaitReady(running);
    }

    @Test
    void publishesToATopicThatItDidNotDeclareByTheSettingsOfTheRecord() throws Exception {
        String late = "/default/late";
        StreamingSource source = new StreamingSource(ProducerConfig.reliable(TOPIC));
        deployReady(config("reader"), source);
        until(source::isStarted);

        source.on(emitter -> emitter.emit(List.of(SourceRecord.fromString(late, "x")
                        .withProducerConfig(new ProducerConfig(late, 2, false, Ordering.NONE)))))
                .await(10, SECONDS);

        assertThat(danube.topics().await(5, SECONDS)).contains(late + "-part-0", late + "-part-1");
        assertThat(danube.topic(late + "-part-0").await(5, SECONDS).mode()).isEqualTo(DispatchMode.NON_RELIABLE);
    }

    @Test
    void waitsForALateTopicThatIsRefusedAndSaysSo() throws Exception {
        String late = "/default/late";
        danube.createTopic(late, DispatchMode.NON_RELIABLE).await(5, SECONDS);
        StreamingSource source = new StreamingSource(ProducerConfig.reliable(TOPIC));
        RunningConnector running = deployReady(config("reader"), source);
        until(source::isStarted);

        source.now(emitter -> {
            emitter.push(SourceRecord.fromString(late, "waits"));
            emitter.push(SourceRecord.fromString(TOPIC, "goes"));
            return true;
        });

        until(() -> count(running, "published") == 1);
        until(() -> problems(running).stream()
                .anyMatch(problem -> problem.toString().startsWith("Danube refuses records for " + late)));
        assertThat(running.state()).isEqualTo(ConnectorState.RUNNING);
    }

    @Test
    void endsWhenADeclaredTopicDispatchesOtherwise() throws Exception {
        danube.createTopic(TOPIC, DispatchMode.NON_RELIABLE).await(5, SECONDS);

        RunningConnector running = deploy(config("reader"), new StreamingSource(ProducerConfig.reliable(TOPIC)));

        Termination end = end(running);
        assertThat(end.failed()).isTrue();
        assertThat(end.reason()).contains(TOPIC).contains("dispatch");
    }

    @Test
    void keepsBelowTheConfiguredPublishRate() throws Exception {
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), 100, 20);
        long start = System.nanoTime();

        deploy(config("reader").with(CoreFields.MAX_PUBLISH_RATE, 50L), source);

        until(() -> source.committed == 99);
        // A second's worth may leave at once; the other fifty need a second.
        assertThat((System.nanoTime() - start) / 1_000_000).isGreaterThan(900);
    }
}
