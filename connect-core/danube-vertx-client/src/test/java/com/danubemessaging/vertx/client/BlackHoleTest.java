package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network that swallows everything without closing a connection. */
@Timeout(30)
class BlackHoleTest extends ScriptedTest {

    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean swallowing;

    private NetServer tunnel() throws Exception {
        return vertx.createNetServer()
                .connectHandler(inbound -> {
                    connections.incrementAndGet();
                    inbound.pause();
                    vertx.createNetClient().connect(broker.port(), "127.0.0.1").onSuccess(outbound -> {
                        join(inbound, outbound);
                        join(outbound, inbound);
                        inbound.resume();
                    });
                })
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
    }

    private void join(NetSocket from, NetSocket to) {
        from.handler(bytes -> {
            if (!swallowing) {
                to.write(bytes);
            }
        });
        from.closeHandler(v -> to.close());
    }

    @Test
    void anUnansweredPingFailsWhatIsPendingLongBeforeItsTimer() throws Exception {
        DanubeClient client = DanubeClient.create(
                vertx,
                TestOptions.fast("http://127.0.0.1:" + tunnel().actualPort())
                        .setRequestTimeout(Duration.ofMinutes(5))
                        .setKeepAliveInterval(Duration.ofMillis(200))
                        .setKeepAliveTimeout(Duration.ofMillis(200)));
        client.checkConnection().await(10, SECONDS);

        swallowing = true;
        DanubeException failure = Failures.of(client.partitions(TOPIC));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure).hasMessageContaining("PING");
        client.close().await(10, SECONDS);
    }

    @Test
    void theClientConnectsAgainWhenTheNetworkIsBack() throws Exception {
        DanubeClient client = DanubeClient.create(
                vertx,
                TestOptions.fast("http://127.0.0.1:" + tunnel().actualPort())
                        .setKeepAliveInterval(Duration.ofMillis(100))
                        .setKeepAliveTimeout(Duration.ofMillis(100)));
        Producer producer = client.createProducer(producerOptions()).await(10, SECONDS);

        swallowing = true;
        Future<Void> sent = producer.send(OutgoingMessage.of("m"));
        Failures.of(client.checkConnection());
        swallowing = false;

        sent.await(10, SECONDS);
        client.close().await(10, SECONDS);
    }

    @Test
    void aConnectionThatIsSwallowedFromItsFirstByteIsGivenUpAndTriedAgain() throws Exception {
        swallowing = true;
        DanubeClient client = DanubeClient.create(
                vertx,
                TestOptions.fast("http://127.0.0.1:" + tunnel().actualPort())
                        .setConnectTimeout(Duration.ofMillis(200))
                        .setKeepAliveInterval(Duration.ofMillis(100))
                        .setKeepAliveTimeout(Duration.ofMillis(100)));

        Future<Producer> producer = client.createProducer(producerOptions());
        await().atMost(Duration.ofSeconds(10)).until(() -> connections.get() >= 3);
        swallowing = false;

        producer.await(10, SECONDS);
        client.close().await(10, SECONDS);
    }

    @Test
    void aConnectionThatAnswersIsLeftAlone() throws Exception {
        DanubeClient client = DanubeClient.create(
                vertx,
                TestOptions.fast("http://127.0.0.1:" + tunnel().actualPort())
                        .setKeepAliveInterval(Duration.ofMillis(30))
                        .setKeepAliveTimeout(Duration.ofMillis(3000)));
        broker.partitions.then(Script.silence());
        Future<?> pending = client.partitions(TOPIC);

        for (int i = 0; i < 20; i++) {
            client.lookup(TOPIC).otherwiseEmpty().await(10, SECONDS);
            vertx.timer(20, MILLISECONDS).await(10, SECONDS);
        }

        assertThat(pending.isComplete()).isFalse();
        client.close().await(10, SECONDS);
    }
}
