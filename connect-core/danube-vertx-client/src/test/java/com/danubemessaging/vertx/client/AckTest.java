package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.silence;
import static com.danubemessaging.vertx.client.Script.status;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.AckRequest;
import com.danubemessaging.proto.AckResponse;
import com.danubemessaging.proto.NackRequest;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Acknowledgements on their way to the broker. */
@Timeout(30)
class AckTest extends ScriptedTest {

    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private PartitionConsumer part;

    private List<Message> deliver(int count) throws Exception {
        Consumer consumer = consume(consumerOptions());
        consumer.handler(messages::add);
        part = consumer.partitions().get(0);
        var stream = broker.receive.take().response();
        List<Message> delivered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ScriptedBroker.deliver(stream, TOPIC, i);
            delivered.add(messages.take());
        }
        return delivered;
    }

    private List<Long> acked(int count) throws InterruptedException {
        return broker.ack.take(count).stream()
                .map(request -> request.getMsgId().getTopicOffset())
                .toList();
    }

    @Test
    void theHighestDeliveredIsAcknowledgedLastAlthoughItIsDoneFirst() throws Exception {
        List<Message> delivered = deliver(3);

        Future<Void> highest = part.ack(delivered.get(2));
        Future<Void> middle = part.ack(delivered.get(1));
        middle.await(10, SECONDS);
        assertThat(highest.isComplete()).isFalse();
        part.ack(delivered.get(0));
        highest.await(10, SECONDS);

        assertThat(acked(3)).containsExactly(1L, 0L, 2L);
    }

    @Test
    void theHighestWaitsForTheAnswersOfTheLowerOnesNotOnlyForTheirSending() throws Exception {
        List<Message> delivered = deliver(2);
        broker.ack.then(silence());

        part.ack(delivered.get(0));
        part.ack(delivered.get(1));
        var open = broker.ack.take();
        client.checkConnection().await(10, SECONDS);
        assertThat(broker.ack.waiting()).isZero();
        open.response().end(AckResponse.getDefaultInstance());

        assertThat(acked(1)).containsExactly(1L);
    }

    @Test
    void carriesTheIdentityOfTheMessage() throws Exception {
        List<Message> delivered = deliver(1);

        part.ack(delivered.get(0)).await(10, SECONDS);

        AckRequest request = broker.ack.take().request();
        assertThat(request.getSubscriptionName()).isEqualTo("s");
        assertThat(request.getRequestId()).isOne();
        assertThat(request.getMsgId().getTopicName()).isEqualTo(TOPIC);
        assertThat(request.getMsgId().getProducerId()).isEqualTo(-5);
        assertThat(request.getMsgId().getBrokerAddr()).isEqualTo("http://broker:6650");
    }

    @Test
    void repeatsAnAcknowledgementThatFailsForAPassingReason() throws Exception {
        List<Message> delivered = deliver(1);
        broker.ack.then(status(GrpcStatus.UNAVAILABLE, "later"), status(GrpcStatus.UNAVAILABLE, "later"));

        part.ack(delivered.get(0)).await(10, SECONDS);

        assertThat(acked(3)).containsExactly(0L, 0L, 0L);
    }

    @Test
    void subscribesAgainWhenTheBrokerDoesNotKnowTheSubscription() throws Exception {
        List<Message> delivered = deliver(1);
        broker.subscribe.take();
        broker.ack.then(status(GrpcStatus.INTERNAL, "subscription not found"));

        DanubeException failure = Failures.of(part.ack(delivered.get(0)));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure).hasMessageContaining("delivered again");
        broker.subscribe.take();
        broker.receive.take();
    }

    @Test
    void aRedeliveryAfterANewStreamIsAcknowledgedOnce() throws Exception {
        List<Message> delivered = deliver(3);
        Future<Void> early = part.ack(delivered.get(2));
        part.detach().await(10, SECONDS);
        part.attach().await(10, SECONDS);
        var second = broker.receive.take().response();

        ScriptedBroker.deliver(second, TOPIC, 1);
        part.ack(messages.take()).await(10, SECONDS);
        assertThat(early.isComplete()).as("the highest, before its redelivery").isFalse();
        ScriptedBroker.deliver(second, TOPIC, 2);
        messages.take();

        early.await(10, SECONDS);
        assertThat(acked(2)).containsExactly(1L, 2L);
        assertThat(broker.ack.waiting()).isZero();
    }

    @Test
    void closingFailsAcknowledgementsWithoutAnAnswer() throws Exception {
        List<Message> delivered = deliver(2);
        broker.ack.always(silence());
        Future<Void> sent = part.ack(delivered.get(0));
        Future<Void> held = part.ack(delivered.get(1));

        client.close().await(10, SECONDS);

        assertThat(Failures.of(sent).kind()).isEqualTo(Kind.CLOSED);
        assertThat(Failures.of(held).kind()).isEqualTo(Kind.CLOSED);
        assertThat(Failures.of(part.ack(delivered.get(0))).kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void nacksWithDelayAndReason() throws Exception {
        List<Message> delivered = deliver(1);

        part.nack(delivered.get(0), Duration.ofSeconds(2), "target down").await(10, SECONDS);

        NackRequest request = broker.nack.take().request();
        assertThat(request.getDelayMs()).isEqualTo(2000);
        assertThat(request.getReason()).isEqualTo("target down");
        assertThat(request.getSubscriptionName()).isEqualTo("s");
    }

    @Test
    void refusesAMessageOfAnotherTopic() throws Exception {
        List<Message> delivered = deliver(1);
        Consumer other = client.subscribe(new ConsumerOptions("/default/other", "s", "c"))
                .await(10, SECONDS);

        assertThat(Failures.of(other.ack(delivered.get(0))).kind()).isEqualTo(Kind.CONFIGURATION);
    }
}
