package com.danubemessaging.connect.testkit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LoopbackProxyTest {

    private LoopbackProxy proxy;
    private NetClient client;

    @BeforeEach
    void echoBehindAProxy(Vertx vertx) throws Exception {
        NetServer echo = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(socket::write))
                .listen(0, "127.0.0.1")
                .await(5, SECONDS);
        proxy = LoopbackProxy.start(vertx, "127.0.0.1", echo.actualPort()).await(5, SECONDS);
        client = vertx.createNetClient();
    }

    @Test
    void resetsAConnectionAndTakesTheNext() throws Exception {
        Promise<Void> closed = Promise.promise();
        NetSocket socket = connect();
        socket.closeHandler(closed::complete);

        proxy.reset().await(5, SECONDS);

        closed.future().await(5, SECONDS);
        assertThat(echoed(connect(), "again").await(5, SECONDS)).isEqualTo("again");
    }

    @Test
    void refusesConnectionsWhileItIsCut() throws Exception {
        proxy.cut().await(5, SECONDS);
        Promise<Void> closed = Promise.promise();
        client.connect(proxy.port(), "127.0.0.1")
                .onSuccess(socket -> socket.closeHandler(closed::complete))
                .onFailure(refused -> closed.complete());
        closed.future().await(5, SECONDS);

        proxy.heal().await(5, SECONDS);

        assertThat(echoed(connect(), "back").await(5, SECONDS)).isEqualTo("back");
    }

    @Test
    void swallowsEverythingInABlackHoleAndGivesItBackWhenHealed() throws Exception {
        NetSocket socket = connect();
        proxy.blackHole().await(5, SECONDS);
        Future<String> answer = echoed(socket, "hello");

        assertThat(catchThrowable(() -> answer.await(200, MILLISECONDS))).isInstanceOf(TimeoutException.class);
        proxy.heal().await(5, SECONDS);

        assertThat(answer.await(5, SECONDS)).isEqualTo("hello");
    }

    @Test
    void holdsBytesBackInBothDirections() throws Exception {
        NetSocket socket = connect();
        proxy.delay(Duration.ofMillis(100)).await(5, SECONDS);
        long begin = System.nanoTime();

        echoed(socket, "slow").await(5, SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void letsOnlySoManyBytesThrough() throws Exception {
        NetSocket socket = connect();
        proxy.throttle(10_000).await(5, SECONDS);
        long begin = System.nanoTime();

        echoed(socket, "x".repeat(1000)).await(5, SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    private NetSocket connect() throws Exception {
        NetSocket socket = client.connect(proxy.port(), "127.0.0.1").await(5, SECONDS);
        echoed(socket, "ready").await(5, SECONDS);
        return socket;
    }

    private static Future<String> echoed(NetSocket socket, String text) {
        Promise<String> answer = Promise.promise();
        Buffer received = Buffer.buffer();
        socket.handler(bytes -> {
            if (received.appendBuffer(bytes).length() >= text.length()) {
                answer.tryComplete(received.toString());
            }
        });
        socket.write(text);
        return answer.future();
    }
}
