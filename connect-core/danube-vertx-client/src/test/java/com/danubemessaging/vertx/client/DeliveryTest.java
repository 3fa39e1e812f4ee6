package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.answer;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.vertx.client.ConsumerEvent.Reason;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages on an open stream. */
@Timeout(30)
class DeliveryTest extends ConsumingTest {

    @Test
    void deliversEveryFieldOfAMessage() throws Exception {
        open();
        stream()
                .write(ScriptedBroker.message(TOPIC, -2, "größe").toBuilder()
                        .putAttributes("a", "1")
                        .putAttributes("b", "")
                        .setSchemaId(-9)
                        .setSchemaVersion(0)
                        .setRoutingKey("")
                        .build());

        Message message = messages.take();

        assertThat(message.topic()).isEqualTo(TOPIC);
        assertThat(message.partitionTopic()).isEqualTo(TOPIC);
        assertThat(message.partition()).isEqualTo(-1);
        assertThat(message.payload().toString()).isEqualTo("größe");
        assertThat(message.attributes()).hasSize(2).containsEntry("a", "1").containsEntry("b", "");
        assertThat(message.schemaId()).isEqualTo(-9);
        assertThat(message.schemaVersion()).isZero();
        assertThat(message.routingKey()).isEmpty();
        assertThat(message.producerName()).isEqualTo("origin");
        assertThat(message.id())
                .isEqualTo(new MessageId(TOPIC, -2, -5, -1, 1_700_000_000_000L, "http://broker:6650"))
                .hasToString(TOPIC + "@18446744073709551614");
    }

    @Test
    void worksWithIdsThatLookNegative() throws Exception {
        broker.subscribe.always(answer(request -> ConsumerResponse.newBuilder()
                .setConsumerId(-1)
                .setConsumerName(request.getConsumerName())
                .build()));
        PartitionConsumer part = open();

        var opened = broker.receive.take();
        deliver(opened.response(), Long.MIN_VALUE);
        deliver(opened.response(), -1);
        Future<Void> highest = part.ack(firstAndThen(part));

        assertThat(opened.request().getConsumerId()).isEqualTo(-1);
        highest.await(10, SECONDS);
        assertThat(broker.ack.take(2))
                .extracting(ack -> ack.getMsgId().getTopicOffset())
                .containsExactly(Long.MIN_VALUE, -1L);
        assertThat(broker.health.take().request().getId()).isEqualTo(-1);
    }

    private Message firstAndThen(PartitionConsumer part) throws InterruptedException {
        Message first = messages.take();
        Message second = messages.take();
        part.ack(first);
        return second;
    }

    @Test
    void deliversOnlyWhatIsAskedForWhilePaused() throws Exception {
        PartitionConsumer part = open();
        part.pause();
        client.checkConnection().await(10, SECONDS);
        var stream = stream();
        for (int i = 0; i < 6; i++) {
            deliver(stream, i);
        }

        part.fetch(2);
        assertThat(messages.take().offset()).isZero();
        assertThat(messages.take().offset()).isOne();
        client.checkConnection().await(10, SECONDS);
        assertThat(messages).isEmpty();

        part.resume();
        for (int i = 2; i < 6; i++) {
            assertThat(messages.take().offset()).isEqualTo(i);
        }
    }

    @Test
    void keepsMessagesUntilSomebodyListens() throws Exception {
        Consumer consumer = consume(consumerOptions());
        deliver(stream(), 0);
        client.checkConnection().await(10, SECONDS);

        consumer.handler(messages::add);

        assertThat(messages.take().offset()).isZero();
    }

    @Test
    void outlivesAHandlerThatThrows() throws Exception {
        Consumer consumer = consume(consumerOptions());
        consumer.handler(message -> {
            messages.add(message);
            throw new IllegalArgumentException("for the test");
        });
        var stream = stream();

        deliver(stream, 0);
        deliver(stream, 1);

        assertThat(messages.take().offset()).isZero();
        assertThat(messages.take().offset()).isOne();
    }

    @Test
    void receivesLargeMessagesAmongSmallOnes() throws Exception {
        open();
        var stream = stream();
        byte[] large = new byte[4 * 1024 * 1024 - 1000];
        large[large.length - 1] = 42;

        deliver(stream, 0);
        stream.write(ScriptedBroker.message(TOPIC, 1, "").toBuilder()
                .setPayload(ByteString.copyFrom(large))
                .build());
        deliver(stream, 2);

        messages.take();
        assertThat(messages.take().payload().getBytes()).isEqualTo(large);
        assertThat(messages.take().offset()).isEqualTo(2);
    }

    @Test
    void leavesAStreamWithAMessageOverTheLimit() throws Exception {
        open();

        stream()
                .write(ScriptedBroker.message(TOPIC, 0, "").toBuilder()
                        .setPayload(ByteString.copyFrom(new byte[5 * 1024 * 1024]))
                        .build());

        ConsumerEvent event = events.take();
        assertThat(event.reason()).isEqualTo(Reason.BROKEN);
        assertThat(event.text()).contains("more than the limit");
    }
}
