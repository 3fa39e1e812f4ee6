package com.danubemessaging.vertx.client.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.testkit.security.PemPair;
import com.danubemessaging.connect.testkit.security.TestAuthority;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpClientConnectionInternal;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class SharedFlushTest {

    private static final int REQUESTS = 40;

    /** Counts what would each be a system call. */
    @Sharable
    private static final class FlushCounter extends ChannelOutboundHandlerAdapter {
        final AtomicInteger flushes = new AtomicInteger();

        @Override
        public void flush(ChannelHandlerContext context) {
            flushes.incrementAndGet();
            context.flush();
        }
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false);
    }

    private static HttpClientConnection connect(HttpClientAgent client, int port) throws Exception {
        return client.connect(new HttpConnectOptions().setHost("127.0.0.1").setPort(port))
                .await(10, SECONDS);
    }

    private static ChannelPipeline pipeline(HttpClientConnection connection) throws Exception {
        var actual = connection.getClass().getDeclaredField("actual");
        actual.setAccessible(true);
        return ((HttpClientConnectionInternal) actual.get(connection))
                .channelHandlerContext()
                .pipeline();
    }

    /** Makes requests in one turn of the event loop, and waits for their answers. */
    private static void ask(Vertx vertx, HttpClientConnection connection) throws Exception {
        Context loop = vertx.getOrCreateContext();
        List<Future<?>> answers = new ArrayList<>();
        Future<Void> asked = Future.future(done -> loop.runOnContext(turn -> {
            for (int i = 0; i < REQUESTS; i++) {
                answers.add(connection
                        .request(HttpMethod.POST, "/danube.Unknown/Call")
                        .compose(request -> request.putHeader("content-type", "application/grpc")
                                .send(Buffer.buffer(new byte[5])))
                        .compose(response -> response.body()));
            }
            done.complete();
        }));
        asked.await(10, SECONDS);
        Future.all(answers).await(10, SECONDS);
    }

    @Test
    void requestsOfOneTurnLeaveTogether(Vertx vertx) throws Exception {
        EmbeddedDanube danube =
                EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()).await(10, SECONDS);
        HttpClientAgent client = vertx.createHttpClient(options());
        HttpClientConnection connection = connect(client, danube.port());
        FlushCounter socket = new FlushCounter();
        pipeline(connection).addFirst(socket);
        ask(vertx, connection);
        int alone = socket.flushes.getAndSet(0);

        assertThat(SharedFlush.on(connection))
                .as("Vert.x shows its channel where it is looked for")
                .isTrue();
        pipeline(connection).remove(socket);
        pipeline(connection).addFirst(socket);
        ask(vertx, connection);

        assertThat(alone).as("flushes before").isGreaterThanOrEqualTo(REQUESTS);
        assertThat(socket.flushes.get()).as("flushes after").isLessThan(alone / 2);
        client.close().await(10, SECONDS);
    }

    @Test
    void whatLeavesTogetherIsEncryptedTogether(Vertx vertx, @TempDir Path folder) throws Exception {
        PemPair certificate = new TestAuthority(folder, "ours").issue();
        int port = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(certificate.certificate().toString())
                                .setKeyPath(certificate.key().toString())))
                .requestHandler(request -> request.response().end())
                .listen(0)
                .await(10, SECONDS)
                .actualPort();
        HttpClientAgent client = vertx.createHttpClient(
                options().setSsl(true).setUseAlpn(true).setTrustAll(true).setVerifyHost(false));
        HttpClientConnection connection = connect(client, port);

        assertThat(SharedFlush.on(connection)).isTrue();

        assertThat(pipeline(connection).names().indexOf("ssl"))
                .isNotNegative()
                .isLessThan(pipeline(connection)
                        .names()
                        .indexOf(pipeline(connection)
                                .context(FlushConsolidationHandler.class)
                                .name()));
        ask(vertx, connection);
        client.close().await(10, SECONDS);
    }
}
