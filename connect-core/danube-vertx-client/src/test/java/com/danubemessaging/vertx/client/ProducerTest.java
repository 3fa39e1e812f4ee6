package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.answer;
import static com.danubemessaging.vertx.client.Script.status;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerResponse;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProducerTest extends ScriptedTest {

    @Test
    void failsTheRecordAndGoesOnWhenTheBrokerSaysThatItDoesNotFitTheSchema() throws Exception {
        Producer producer = produce(producerOptions());
        broker.send.then(status(GrpcStatus.PERMISSION_DENIED, "Schema validation failed"));

        var refused = producer.send(OutgoingMessage.of("bad").withRoutingKey("k"));
        var next = producer.send(OutgoingMessage.of("good").withRoutingKey("k"));

        assertThat(Failures.of(refused).kind()).isEqualTo(Kind.RECORD);
        next.await(10, SECONDS);
        assertThat(broker.send.take(2))
                .extracting(message -> message.getPayload().toStringUtf8())
                .containsExactly("bad", "good");
        assertThat(broker.create.take(1)).hasSize(1);
        assertThat(broker.create.waiting()).as("no new registration").isZero();
    }

    @Test
    void createsTheProducerAgainAndResendsWhenTheBrokerForgotIt() throws Exception {
        Producer producer = produce(producerOptions());
        broker.create.take();
        broker.lookup.take();
        broker.send.then(status(GrpcStatus.NOT_FOUND, "producer not found"));

        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);

        broker.lookup.take();
        broker.create.take();
        List<StreamMessage> sent = broker.send.take(2);
        assertThat(sent.get(0).getMsgId().getProducerId()).isEqualTo(101);
        assertThat(sent.get(1).getMsgId().getProducerId()).isEqualTo(102);
    }

    @Test
    void createsTheProducerAgainAndResendsWhenTheTopicIsDraining() throws Exception {
        Producer producer = produce(producerOptions());
        broker.create.take();
        broker.send.then(status(GrpcStatus.PERMISSION_DENIED, "Topic is draining or closed"));

        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);

        broker.create.take();
        assertThat(broker.send.take(2)).hasSize(2);
    }

    @Test
    void waitsTwiceWithinTheBackoffsBoundsWhenTheBrokerIsUnavailableTwice() throws Exception {
        DanubeClient patient = DanubeClient.create(
                vertx,
                TestOptions.fast(broker.url())
                        .setBackoffBase(Duration.ofMillis(100))
                        .setBackoffMax(Duration.ofSeconds(1)));
        Producer producer =
                patient.createProducer(new ProducerOptions(TOPIC, "p")).await(10, SECONDS);
        broker.send.then(status(GrpcStatus.UNAVAILABLE, "later"), status(GrpcStatus.UNAVAILABLE, "later"));

        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);

        long first = broker.send.take().nanoTime();
        long second = broker.send.take().nanoTime();
        long third = broker.send.take().nanoTime();
        assertThat((second - first) / 1e6).isBetween(49.0, 300.0);
        assertThat((third - second) / 1e6).isBetween(99.0, 500.0);
        assertThat(broker.send.waiting()).as("further copies").isZero();
        patient.close().await(10, SECONDS);
    }

    @Test
    void sendsEveryFieldOfTheMessage() throws Exception {
        broker.create.then(answer(request -> ProducerResponse.newBuilder()
                .setProducerId(-1)
                .setProducerName(request.getProducerName())
                .build()));
        Producer producer = produce(producerOptions());

        producer.send(OutgoingMessage.of(Buffer.buffer(new byte[] {1, 0, 2}))
                        .withAttribute("größe", "µ")
                        .withRoutingKey("")
                        .withPublishTime(7)
                        .withSchema(-3, 0))
                .await(10, SECONDS);

        StreamMessage sent = broker.send.take().request();
        assertThat(sent.getMsgId().getProducerId()).isEqualTo(-1);
        assertThat(sent.getMsgId().getTopicName()).isEqualTo(TOPIC);
        assertThat(sent.getPayload().toByteArray()).containsExactly(1, 0, 2);
        assertThat(sent.getAttributesMap()).containsExactly(Map.entry("größe", "µ"));
        assertThat(sent.hasRoutingKey()).isTrue();
        assertThat(sent.getPublishTime()).isEqualTo(7);
        assertThat(sent.getProducerName()).isEqualTo("p");
        assertThat(sent.getSchemaId()).isEqualTo(-3);
        assertThat(sent.hasSchemaVersion()).isTrue();
    }

    @Test
    void registersAsReliableUnderItsName() throws Exception {
        produce(producerOptions());

        ProducerRequest request = broker.create.take().request();

        assertThat(request.getProducerName()).isEqualTo("p");
        assertThat(request.getTopicName()).isEqualTo(TOPIC);
        assertThat(request.getDispatchStrategy()).isEqualTo(com.danubemessaging.proto.DispatchStrategy.Reliable);
    }
}
