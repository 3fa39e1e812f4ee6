package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.answer;
import static com.danubemessaging.vertx.client.Script.silence;
import static com.danubemessaging.vertx.client.Script.status;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.HealthCheckResponse;
import com.danubemessaging.proto.HealthCheckResponse.ClientStatus;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Registration of producers: first, again, refused, ended. */
@Timeout(30)
class ProducerLifeTest extends ScriptedTest {

    @Override
    DanubeClientOptions options(String url) {
        return TestOptions.fast(url).setHealthInterval(Duration.ofMillis(50));
    }

    @Test
    void triesForEverWhileTheBrokerIsUnavailableAndSaysWhyItWaits() throws Exception {
        BlockingQueue<ClientWarning> warnings = new LinkedBlockingQueue<>();
        client.warningHandler(warnings::add);
        broker.create.then(
                status(GrpcStatus.UNAVAILABLE, "namespace ghost does not exist"),
                status(GrpcStatus.UNAVAILABLE, "namespace ghost does not exist"));

        produce(producerOptions());

        assertThat(broker.create.take(3)).hasSize(3);
        ClientWarning first = warnings.take();
        assertThat(first.topic()).isEqualTo(TOPIC);
        assertThat(first.attempt()).isOne();
        assertThat(first.error()).hasMessageContaining("namespace ghost does not exist");
        assertThat(warnings.take().attempt()).isEqualTo(2);
    }

    @Test
    void givesUpAtTheStartTimeoutWithTheLastReason() throws Exception {
        broker.create.always(status(GrpcStatus.UNAVAILABLE, "still moving"));

        DanubeException failure =
                Failures.of(client.createProducer(producerOptions().setStartTimeout(Duration.ofMillis(200))));

        assertThat(failure).hasMessageContaining("within 200 ms").hasMessageContaining("still moving");
    }

    @Test
    void refusesATopicOfAnotherDispatchStrategyForGood() throws Exception {
        broker.create.always(status(GrpcStatus.FAILED_PRECONDITION, "strategy differs"));

        DanubeException failure = Failures.of(client.createProducer(producerOptions()));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessageContaining(TOPIC).hasMessageContaining("dispatch strategy");
        assertThat(broker.create.take(1)).hasSize(1);
        assertThat(broker.create.waiting()).isZero();
    }

    @Test
    void explainsANameThatIsTheBeginningOfAnotherTopicsName() throws Exception {
        broker.create.always(status(GrpcStatus.ALREADY_EXISTS, "topic exists"));

        DanubeException failure = Failures.of(client.createProducer(producerOptions()));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessageContaining("beginning of an existing topic's name");
    }

    @Test
    void registersEachPartitionUnderItsOwnName() throws Exception {
        Producer producer = produce(producerOptions().setPartitions(3));

        assertThat(producer.partitionCount()).isEqualTo(3);
        assertThat(broker.create.take(3))
                .extracting(request -> request.getTopicName() + " " + request.getProducerName())
                .containsExactlyInAnyOrder(TOPIC + "-part-0 p-0", TOPIC + "-part-1 p-1", TOPIC + "-part-2 p-2");
    }

    @Test
    void registersAgainOnceWhenTheHealthCheckSaysClose() throws Exception {
        broker.health.always(answer(request -> HealthCheckResponse.newBuilder()
                .setStatus(request.getId() == 101 ? ClientStatus.CLOSE : ClientStatus.OK)
                .build()));
        BlockingQueue<Boolean> readiness = new LinkedBlockingQueue<>();
        Producer producer = produce(producerOptions());
        producer.readinessHandler(readiness::add);

        assertThat(readiness.take()).isFalse();
        assertThat(readiness.take()).isTrue();
        for (int polls = 0; polls < 5; polls++) {
            while (broker.health.take().request().getId() != 102) {
                assertThat(polls).isZero();
            }
        }

        assertThat(broker.create.waiting()).as("registrations").isEqualTo(2);
        assertThat(producer.isReady()).isTrue();
    }

    @Test
    void registersAgainWhenTheConnectionIsLost() throws Exception {
        BlockingQueue<Boolean> readiness = new LinkedBlockingQueue<>();
        Producer producer = produce(producerOptions());
        producer.readinessHandler(readiness::add);

        broker.dropConnections();

        assertThat(readiness.take()).isFalse();
        assertThat(readiness.take()).isTrue();
        producer.trySend(0, OutgoingMessage.of("m")).await(10, SECONDS);
    }

    @Test
    void oneAttemptFailsFastWhileTheProducerIsNotRegistered() throws Exception {
        BlockingQueue<Boolean> readiness = new LinkedBlockingQueue<>();
        Producer producer = produce(producerOptions());
        producer.readinessHandler(readiness::add);
        broker.create.always(status(GrpcStatus.UNAVAILABLE, "down"));
        broker.dropConnections();
        assertThat(readiness.take()).isFalse();

        DanubeException failure = Failures.of(producer.trySend(0, OutgoingMessage.of("m")));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.isAmbiguous()).isFalse();
        assertThat(failure).hasMessageContaining("is being registered");
        assertThat(broker.send.waiting()).isZero();
    }

    @Test
    void keepsTryingToRegisterAgainWhateverTheBrokerSays() throws Exception {
        Producer producer = produce(producerOptions());
        broker.create.then(
                status(GrpcStatus.PERMISSION_DENIED, "no binding grants Produce"),
                status(GrpcStatus.FAILED_PRECONDITION, "strategy differs"));

        broker.dropConnections();

        producer.send(OutgoingMessage.of("m")).await(10, SECONDS);
        assertThat(broker.create.take(4)).hasSize(4);
    }

    @Test
    void refusesAPartitionThatDoesNotExist() throws Exception {
        Producer producer = produce(producerOptions().setPartitions(2));

        DanubeException failure = Failures.of(producer.trySend(2, OutgoingMessage.of("m")));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessageContaining("there are 2");
    }

    @Test
    void oneAttemptIsExactlyOneAttempt() throws Exception {
        Producer producer = produce(producerOptions());
        broker.send.always(status(GrpcStatus.UNAVAILABLE, "later"));

        Failures.of(producer.trySend(0, OutgoingMessage.of("m")));
        client.checkConnection().await(10, SECONDS);

        assertThat(broker.send.waiting()).isOne();
    }

    @Test
    void aRefusalOfUnknownCauseIsTriedAFewTimesAndThenFails() throws Exception {
        Producer producer = produce(producerOptions());
        broker.send.always(status(GrpcStatus.PERMISSION_DENIED, "log is read only"));

        DanubeException failure = Failures.of(producer.send(OutgoingMessage.of("m")));

        assertThat(failure).hasMessageContaining("log is read only");
        assertThat(broker.send.waiting()).isEqualTo(6);
    }

    @Test
    void closingCompletesEverythingThatIsPending() throws Exception {
        broker.send.always(silence());
        Producer producer = produce(producerOptions());
        Future<Void> inFlight = producer.send(OutgoingMessage.of("a"));
        Future<Void> queued = producer.send(OutgoingMessage.of("b"));
        Future<Void> single = producer.trySend(0, OutgoingMessage.of("c"));
        broker.create.always(status(GrpcStatus.UNAVAILABLE, "never"));
        Future<Producer> opening = client.createProducer(new ProducerOptions("/default/other", "p"));
        broker.send.take();

        client.close().await(10, SECONDS);

        assertThat(Failures.of(inFlight).kind()).isEqualTo(Kind.CLOSED);
        assertThat(Failures.of(queued).kind()).isEqualTo(Kind.CLOSED);
        assertThat(Failures.of(single).kind()).isEqualTo(Kind.CLOSED);
        assertThat(Failures.of(opening).kind()).isEqualTo(Kind.CLOSED);
        assertThat(Failures.of(producer.send(OutgoingMessage.of("d"))).kind()).isEqualTo(Kind.CLOSED);
        assertThat(Failures.of(client.lookup(TOPIC)).kind()).isEqualTo(Kind.CLOSED);
    }
}
