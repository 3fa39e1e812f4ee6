package com.danubemessaging.vertx.client;

import static com.danubemessaging.vertx.client.Script.headersOnly;
import static com.danubemessaging.vertx.client.Script.reset;
import static com.danubemessaging.vertx.client.Script.silence;
import static com.danubemessaging.vertx.client.Script.status;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.TopicPartitionsResponse;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a single call makes of answers that are late, broken or unusual. */
@Timeout(30)
class UnaryCallTest extends ScriptedTest {

    @Override
    DanubeClientOptions options(String url) {
        return TestOptions.fast(url).setRequestTimeout(Duration.ofMillis(400));
    }

    @Test
    void failsByItsOwnTimerWhenTheServerSendsHeadersAndFallsSilent() throws Exception {
        broker.partitions.always(headersOnly());

        DanubeException failure = Failures.of(client.partitions(TOPIC));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.grpcStatus()).isEqualTo(GrpcStatus.DEADLINE_EXCEEDED);
        assertThat(failure.isAmbiguous()).isTrue();
        assertThat(failure).hasMessageContaining("no answer within 400 ms").hasMessageContaining(TOPIC);
    }

    @Test
    void failsByItsOwnTimerWhenTheServerSaysNothing() throws Exception {
        broker.partitions.always(silence());

        assertThat(Failures.of(client.partitions(TOPIC)).grpcStatus()).isEqualTo(GrpcStatus.DEADLINE_EXCEEDED);
    }

    @Test
    void keepsTheConnectionForOtherCallsAfterATimeOut() throws Exception {
        broker.partitions.then(silence());
        Failures.of(client.partitions(TOPIC));

        assertThat(client.partitions(TOPIC).await(10, SECONDS)).containsExactly(TOPIC);
    }

    @Test
    void usesANewConnectionAfterTheBrokerSaidFarewellAndLetsCallsInFlightFinish() throws Exception {
        BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
        broker.partitions.then(
                (request, response) -> answers.add(() -> response.end(TopicPartitionsResponse.getDefaultInstance())));
        Future<List<String>> inFlight = client.partitions(TOPIC);
        Runnable answer = answers.take();
        broker.sayFarewell();
        client.lookup(TOPIC).otherwiseEmpty().await(10, SECONDS);

        assertThat(client.partitions(TOPIC).await(10, SECONDS)).containsExactly(TOPIC);
        assertThat(broker.connectionCount()).isEqualTo(2);
        answer.run();
        assertThat(inFlight.await(10, SECONDS)).isEmpty();
    }

    @Test
    void decodesTheStatusText() throws Exception {
        broker.partitions.always(status(GrpcStatus.INVALID_ARGUMENT, "größe 100% µ\nnew line"));

        DanubeException failure = Failures.of(client.partitions(TOPIC));

        assertThat(failure).hasMessageContaining("größe 100% µ\nnew line");
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
    }

    @Test
    void readsTheStatusFromTrailersThatFollowHeaders() throws Exception {
        broker.partitions.always(
                (request, response) -> response.writeHead().onComplete(v -> response.status(GrpcStatus.UNAVAILABLE)
                        .statusMessage("moving")
                        .end()));

        DanubeException failure = Failures.of(client.partitions(TOPIC));

        assertThat(failure.grpcStatus()).isEqualTo(GrpcStatus.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("moving");
    }

    @Test
    void callsAResetAmbiguousAndNotWorthManyTries() throws Exception {
        Producer producer = produce(producerOptions());
        broker.send.always(reset());

        DanubeException failure = Failures.of(producer.trySend(0, OutgoingMessage.of("m")));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.isAmbiguous()).isTrue();
        assertThat(failure.retryLimit()).isOne();
    }

    @Test
    void mapsAnHttpFailureWithoutGrpcStatus() throws Exception {
        HttpServer proxy = vertx.createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(503).end())
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
        DanubeClient behind = DanubeClient.create(vertx, options("http://127.0.0.1:" + proxy.actualPort()));

        DanubeException failure = Failures.of(behind.partitions(TOPIC));

        assertThat(failure.grpcStatus()).isEqualTo(GrpcStatus.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("HTTP status 503");
        behind.close().await(10, SECONDS);
    }

    @Test
    void failsAnAnswerThatIsNotGrpc() throws Exception {
        HttpServer web = vertx.createHttpServer()
                .requestHandler(request -> request.response().end("<html>"))
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
        DanubeClient lost = DanubeClient.create(vertx, options("http://127.0.0.1:" + web.actualPort()));

        DanubeException failure = Failures.of(lost.partitions(TOPIC));

        assertThat(failure).hasMessageContaining("cannot be read");
        lost.close().await(10, SECONDS);
    }
}
