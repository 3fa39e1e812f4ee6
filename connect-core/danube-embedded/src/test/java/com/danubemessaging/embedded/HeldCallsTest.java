package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.BrokerCall;
import com.danubemessaging.proto.AckResponse;
import com.danubemessaging.proto.MessageResponse;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import org.junit.jupiter.api.Test;

class HeldCallsTest extends BrokerTest {

    @Test
    void withholdsCallsBeforeTheirEffectUntilTheyAreReleasedInOrder() {
        RawProducer producer = client.reliableProducer(TOPIC);
        client.reliableProducer("/default/other").send("another topic is not concerned");
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        HeldCalls held = await(danube.faults().holdCalls(BrokerCall.SEND_MESSAGE, TOPIC));
        Future<MessageResponse> first = producer.sendLater("first");
        await(held.first());
        Future<MessageResponse> second = producer.sendLater("second");
        await(client.lookup(TOPIC));

        assertThat(await(held.count())).isEqualTo(2);
        assertThat(stats().published()).isZero();
        await(held.release());

        await(Future.all(first, second));
        assertThat(receiver.nextTexts(2)).containsExactly("first", "second");
        producer.send("nothing is withheld any more");
    }

    @Test
    void dropsWithheldCallsAsIfTheyHadNeverArrived() {
        RawProducer producer = client.reliableProducer(TOPIC);
        HeldCalls held = await(danube.faults().holdCalls(BrokerCall.SEND_MESSAGE, TOPIC));
        Future<MessageResponse> lost = producer.sendLater("lost");
        await(held.first());

        await(held.drop());

        producer.send("next");
        assertThat(stats().published()).isEqualTo(1);
        assertThat(lost.isComplete()).isFalse();
    }

    @Test
    void withholdsRepliesOfCallsThatHaveHadTheirEffect() {
        RawProducer producer = client.reliableProducer(TOPIC);
        HeldCalls held = await(danube.faults().holdReplies(BrokerCall.SEND_MESSAGE, TOPIC));
        Future<MessageResponse> reply = producer.sendLater("stored");
        await(held.first());

        assertThat(stats().published()).isEqualTo(1);
        assertThat(reply.isComplete()).isFalse();
        await(held.release());

        await(reply);
        assertThat(stats().published()).isEqualTo(1);
    }

    @Test
    void refusesAWithheldCallOnlyWhenItIsReleased() {
        HeldCalls held = await(danube.faults().holdCalls(BrokerCall.ACK, TOPIC));
        Future<AckResponse> unknown = client.ack(TOPIC, "sub", 0);
        await(held.first());
        await(held.release());

        assertThat(failure(unknown).status).isEqualTo(GrpcStatus.INTERNAL);
    }
}
