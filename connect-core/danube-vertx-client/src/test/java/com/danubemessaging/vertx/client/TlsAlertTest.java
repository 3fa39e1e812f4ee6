package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that answers plain text with a TLS alert, as the broker of release 0.15 does. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class TlsAlertTest {

    private static final byte[] FATAL_ALERT = {0x15, 3, 3, 0, 2, 2, 10};

    @Test
    void isTakenForAServerThatSpeaksTls(Vertx vertx) throws Exception {
        NetServer server = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(
                        bytes -> socket.write(Buffer.buffer(FATAL_ALERT)).onComplete(v -> socket.close())))
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
        DanubeClient client = DanubeClient.create(vertx, TestOptions.fast("http://127.0.0.1:" + server.actualPort()));

        DanubeException failure = Failures.of(client.checkConnection());

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure)
                .hasMessage("No connection to http://127.0.0.1:" + server.actualPort()
                        + ": the other side does not begin HTTP/2; if it speaks TLS, use an https:// address");
        client.close().await(10, SECONDS);
        server.close().await(10, SECONDS);
    }
}
