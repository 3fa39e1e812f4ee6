package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.answer;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.proto.HealthCheckRequest;
import com.danubemessaging.proto.HealthCheckRequest.ClientType;
import com.danubemessaging.proto.HealthCheckResponse;
import com.danubemessaging.proto.HealthCheckResponse.ClientStatus;
import com.danubemessaging.proto.NackRequest;
import com.danubemessaging.proto.ProducerResponse;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ids are 64 bits without a sign: half of those that brokers hand out look negative here. */
@Timeout(30)
class LargeIdsTest extends ConsumingTest {

    private static final long SMALLEST = Long.MIN_VALUE;
    private static final long LARGEST = -1;

    @Test
    void aProducerSendsAndIsLookedAfterUnderItsId() throws Exception {
        createWith(SMALLEST);

        Producer producer = produce(producerOptions());
        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);

        assertThat(broker.send.take().request().getMsgId().getProducerId()).isEqualTo(SMALLEST);
        HealthCheckRequest asked = broker.health.take().request();
        assertThat(asked.getClient()).isEqualTo(ClientType.Producer);
        assertThat(asked.getId()).isEqualTo(SMALLEST);
    }

    @Test
    void aProducerThatTheBrokerForgotRegistersAgain() throws Exception {
        createWith(LARGEST);
        broker.health.always(closed(LARGEST));

        Producer producer = produce(producerOptions());
        broker.create.take(2);
        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);

        assertThat(broker.send.take().request().getMsgId().getProducerId()).isEqualTo(LARGEST - 1);
    }

    @Test
    void aProducerWhoseIdIsUnknownWhenItSendsRegistersAgain() throws Exception {
        createWith(LARGEST);
        broker.send.then(Script.status(GrpcStatus.NOT_FOUND, "producer not found"));

        Producer producer = produce(producerOptions());
        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);

        assertThat(broker.send.take(2))
                .extracting(message -> message.getMsgId().getProducerId())
                .containsExactly(LARGEST, LARGEST - 1);
    }

    @Test
    void aConsumerThatTheBrokerForgotSubscribesAgain() throws Exception {
        AtomicLong next = new AtomicLong(LARGEST);
        broker.subscribe.always(answer(request -> ConsumerResponse.newBuilder()
                .setConsumerId(next.getAndDecrement())
                .setConsumerName(request.getConsumerName())
                .build()));
        broker.health.always(closed(LARGEST));

        open();

        assertThat(broker.receive.take().request().getConsumerId()).isEqualTo(LARGEST);
        HealthCheckRequest asked = broker.health.take().request();
        assertThat(asked.getClient()).isEqualTo(ClientType.Consumer);
        assertThat(asked.getId()).isEqualTo(LARGEST);
        var again = broker.receive.take();
        assertThat(again.request().getConsumerId()).isEqualTo(LARGEST - 1);
        deliver(again.response(), SMALLEST);
        assertThat(messages.take().offset()).isEqualTo(SMALLEST);
    }

    @Test
    void aMessageIsRefusedUnderItsProducersIdAndItsOffset() throws Exception {
        PartitionConsumer part = open();
        StreamMessage.Builder delivered = ScriptedBroker.message(TOPIC, LARGEST, "m").toBuilder();
        delivered.getMsgIdBuilder().setProducerId(SMALLEST);
        stream().write(delivered.build());

        part.nack(messages.take(), Duration.ZERO, "no").await(10, SECONDS);

        NackRequest refusal = broker.nack.take().request();
        assertThat(refusal.getMsgId().getTopicOffset()).isEqualTo(LARGEST);
        assertThat(refusal.getMsgId().getProducerId()).isEqualTo(SMALLEST);
    }

    @Test
    void messagesAreStampedWithTheIdOfTheirSchema() throws Exception {
        broker.latestSchema.always(answer(request -> ScriptedBroker.schema(LARGEST, -1)));

        Producer producer = produce(producerOptions().setSchema(SchemaReference.minimum("subject", 3)));
        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);

        StreamMessage sent = broker.send.take().request();
        assertThat(sent.getSchemaId()).isEqualTo(LARGEST);
        assertThat(sent.getSchemaVersion()).isEqualTo(-1);
    }

    /** Each registration gets an id that is one less. */
    private void createWith(long first) {
        AtomicLong next = new AtomicLong(first);
        broker.create.always(answer(request -> ProducerResponse.newBuilder()
                .setRequestId(request.getRequestId())
                .setProducerId(next.getAndDecrement())
                .setProducerName(request.getProducerName())
                .build()));
    }

    private static Script.Step<HealthCheckRequest, HealthCheckResponse> closed(long id) {
        return answer(request -> HealthCheckResponse.newBuilder()
                .setStatus(request.getId() == id ? ClientStatus.CLOSE : ClientStatus.OK)
                .build());
    }
}
