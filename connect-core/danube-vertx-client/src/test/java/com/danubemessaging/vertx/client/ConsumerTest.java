package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.answer;
import static com.danubemessaging.vertx.client.Script.status;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.ConsumerRequest;
import com.danubemessaging.proto.ConsumerResponse;
import com.danubemessaging.proto.HealthCheckRequest.ClientType;
import com.danubemessaging.proto.HealthCheckResponse;
import com.danubemessaging.proto.HealthCheckResponse.ClientStatus;
import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.vertx.client.ConsumerEvent.Reason;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that end, break, are refused or forgotten, and what a consumer makes of it. */
@Timeout(30)
class ConsumerTest extends ConsumingTest {

    @Test
    void subscribesAgainAndGoesOnWhenTheBrokerEndsTheStream() throws Exception {
        open();
        var first = stream();
        deliver(first, 0);
        assertThat(messages.take().offset()).isZero();

        first.end();

        ConsumerEvent detached = events.take();
        assertThat(detached.type()).isEqualTo(ConsumerEvent.Type.DETACHED);
        assertThat(detached.reason()).isEqualTo(Reason.ENDED_OK);
        assertThat(events.take().type()).isEqualTo(ConsumerEvent.Type.ATTACHED);
        deliver(stream(), 1);
        assertThat(messages.take().offset()).isOne();
        assertThat(broker.subscribe.take(2)).extracting("consumerName").containsExactly("c", "c");
    }

    @Test
    void tellsAStreamThatSomebodyTookFromATopicThatMoved() throws Exception {
        broker.subscribe.then(registered(7), registered(7), registered(8));
        open();

        stream().end();
        assertThat(events.take().reason()).isEqualTo(Reason.ENDED_OK);
        assertThat(events.take().isSameConsumer())
                .as("the registration lived on: the stream was taken")
                .isTrue();
        stream().end();
        assertThat(events.take().isSameConsumer()).as("when detached").isFalse();
        assertThat(events.take().isSameConsumer())
                .as("registered anew: the topic has moved")
                .isFalse();
    }

    private static Script.Step<ConsumerRequest, ConsumerResponse> registered(long consumerId) {
        return answer(request -> ConsumerResponse.newBuilder()
                .setRequestId(request.getRequestId())
                .setConsumerId(consumerId)
                .build());
    }

    @Test
    void subscribesAgainAndGoesOnWhenTheStreamIsReset() throws Exception {
        open();

        stream().cancel();

        assertThat(events.take().reason()).isEqualTo(Reason.BROKEN);
        deliver(stream(), 7);
        assertThat(messages.take().offset()).isEqualTo(7);
    }

    @Test
    void subscribesAgainAndGoesOnWhenTheConnectionIsLost() throws Exception {
        open();
        stream();

        broker.dropConnections();

        assertThat(events.take().reason()).isEqualTo(Reason.BROKEN);
        deliver(stream(), 7);
        assertThat(messages.take().offset()).isEqualTo(7);
    }

    @Test
    void endsTheStreamWithItsStatusWhenTheBrokerFailsIt() throws Exception {
        open();

        stream().status(GrpcStatus.UNAVAILABLE).statusMessage("going down").end();

        ConsumerEvent event = events.take();
        assertThat(event.reason()).isEqualTo(Reason.BROKEN);
        assertThat(event.text()).contains("going down");
    }

    @Test
    void subscribesAgainWhenTheBrokerDoesNotKnowTheConsumerOnReceive() throws Exception {
        broker.receive.then(status(GrpcStatus.NOT_FOUND, "consumer not found"));

        open();

        assertThat(broker.subscribe.take(2)).hasSize(2);
        List<ReceiveRequest> opened = broker.receive.take(2);
        assertThat(opened).extracting(ReceiveRequest::getConsumerId).containsExactly(101L, 102L);
    }

    @Test
    void subscribesAgainOnceWhenTheHealthCheckSaysClose() throws Exception {
        broker.health.always(answer(request -> HealthCheckResponse.newBuilder()
                .setStatus(request.getId() == 101 ? ClientStatus.CLOSE : ClientStatus.OK)
                .build()));
        open();

        int asked = 0;
        while (asked < 5) {
            var check = broker.health.take().request();
            assertThat(check.getClient()).isEqualTo(ClientType.Consumer);
            asked += check.getId() == 102 ? 1 : 0;
        }

        assertThat(broker.subscribe.waiting()).as("subscriptions").isEqualTo(2);
    }

    @Test
    void twoClientsWithOneNameDoNotStealTheStreamInATightLoop() throws Exception {
        broker.receive.always((request, response) -> response.writeHead().onComplete(v -> response.end()));

        open();

        long first = broker.receive.take().nanoTime();
        for (int i = 0; i < 4; i++) {
            broker.receive.take();
        }
        long sixth = broker.receive.take().nanoTime();
        assertThat((sixth - first) / 1e6).as("milliseconds for five streams").isGreaterThan(150);
    }

    @Test
    void staysAwayWhileDetachedAndComesBackWhenAttached() throws Exception {
        PartitionConsumer part = open();
        stream();

        part.detach().await(10, SECONDS);
        assertThat(events.take().reason()).isEqualTo(Reason.CLOSED);
        assertThat(part.isAttached()).isFalse();
        client.checkConnection().await(10, SECONDS);
        assertThat(broker.receive.waiting()).isZero();

        part.attach().await(10, SECONDS);
        assertThat(events.take().type()).isEqualTo(ConsumerEvent.Type.ATTACHED);
        deliver(stream(), 3);
        assertThat(messages.take().offset()).isEqualTo(3);
    }

    @Test
    void staysAwayWhenToldSoAtTheEndOfAStream() throws Exception {
        PartitionConsumer part = open();
        part.eventHandler(event -> {
            if (event.type() == ConsumerEvent.Type.DETACHED) {
                part.detach();
            }
            events.add(event);
        });

        stream().end();

        assertThat(events.take().reason()).isEqualTo(Reason.ENDED_OK);
        client.checkConnection().await(10, SECONDS);
        part.attach().await(10, SECONDS);
        assertThat(broker.subscribe.take(2)).hasSize(2);
        assertThat(broker.subscribe.waiting()).isZero();
    }

    @Test
    void detachingEndsAnAttemptToAttach() throws Exception {
        PartitionConsumer part = open();
        part.detach().await(10, SECONDS);
        broker.subscribe.always(status(GrpcStatus.UNAVAILABLE, "moving"));
        Future<Void> attaching = part.attach();

        part.detach().await(10, SECONDS);

        assertThat(Failures.of(attaching).kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void keepsTryingToComeBackWhateverTheBrokerSays() throws Exception {
        open();
        broker.subscribe.then(
                status(GrpcStatus.PERMISSION_DENIED, "no binding grants Consume"),
                status(GrpcStatus.NOT_FOUND, "topic not found"));

        stream().end();
        deliver(stream(), 4);

        assertThat(messages.take().offset()).isEqualTo(4);
    }
}
