package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.vertx.client.Script.Received;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything arrives on the context that the client was created on, whoever asked. */
@Timeout(30)
class ContextTest extends ScriptedTest {

    private Context home;
    private DanubeClient homed;
    private String deployment;

    /** What a deployed verticle created, and where. */
    private record Homed(DanubeClient client, Context context) {}

    private static final class Home extends VerticleBase {
        private final Promise<Homed> created;
        private final String url;

        Home(Promise<Homed> created, String url) {
            this.created = created;
            this.url = url;
        }

        @Override
        public Future<?> start() {
            created.complete(new Homed(DanubeClient.create(vertx, TestOptions.fast(url)), context));
            return Future.succeededFuture();
        }
    }

    @BeforeEach
    void deploy() throws Exception {
        Promise<Homed> created = Promise.promise();
        deployment = vertx.deployVerticle(new Home(created, broker.url())).await(10, SECONDS);
        home = created.future().await(10, SECONDS).context();
        homed = created.future().await(10, SECONDS).client();
    }

    /** Where the outcome of a future asked for by this thread arrives. */
    private static Context contextOf(Supplier<Future<?>> call) throws InterruptedException {
        BlockingQueue<Context> seen = new LinkedBlockingQueue<>();
        call.get().onComplete(outcome -> seen.add(Vertx.currentContext()));
        return seen.take();
    }

    @Test
    void results() throws Exception {
        assertThat(contextOf(() -> homed.partitions(TOPIC))).isSameAs(home);
    }

    @Test
    void errorsOfTheBroker() throws Exception {
        assertThat(contextOf(() -> homed.lookup(TOPIC))).isSameAs(home);
    }

    @Test
    void errorsFoundBeforeAnythingIsSent() throws Exception {
        assertThat(contextOf(() -> homed.lookup("bad name"))).isSameAs(home);
    }

    @Test
    void answersToSending() throws Exception {
        Producer producer = homed.createProducer(producerOptions()).await(10, SECONDS);
        broker.send.then(Script.answer(r -> MessageResponse.getDefaultInstance()));
        broker.send.then(Script.status(GrpcStatus.INVALID_ARGUMENT, "no"));

        assertThat(contextOf(() -> producer.trySend(0, OutgoingMessage.of("m"))))
                .isSameAs(home);
        assertThat(contextOf(() -> producer.send(OutgoingMessage.of("m")))).isSameAs(home);
        assertThat(contextOf(producer::close)).isSameAs(home);
    }

    @Test
    void messagesAndEvents() throws Exception {
        Consumer consumer = homed.subscribe(consumerOptions()).await(10, SECONDS);
        BlockingQueue<Context> seen = new LinkedBlockingQueue<>();
        consumer.handler(message -> seen.add(Vertx.currentContext()));
        consumer.partitions().get(0).eventHandler(event -> seen.add(Vertx.currentContext()));
        Received<ReceiveRequest, StreamMessage> stream = broker.receive.take();

        ScriptedBroker.deliver(stream.response(), TOPIC, 0);
        assertThat(seen.take()).as("message").isSameAs(home);
        stream.response().end();
        assertThat(seen.take()).as("event").isSameAs(home);
    }

    @Test
    void warnings() throws Exception {
        BlockingQueue<Context> seen = new LinkedBlockingQueue<>();
        homed.warningHandler(warning -> seen.add(Vertx.currentContext()));
        broker.create.then(Script.status(GrpcStatus.UNAVAILABLE, "later"));

        homed.createProducer(producerOptions()).await(10, SECONDS);

        assertThat(seen.take()).isSameAs(home);
    }

    @Test
    void callsFailAtOnceWhenTheVerticleOfTheClientIsGone() throws Exception {
        homed.checkConnection().await(10, SECONDS);

        vertx.undeploy(deployment).await(10, SECONDS);

        assertThat(Failures.of(homed.checkConnection()).isAmbiguous()).isFalse();
        assertThat(Failures.of(homed.checkConnection()).grpcStatus()).isNull();
    }
}
