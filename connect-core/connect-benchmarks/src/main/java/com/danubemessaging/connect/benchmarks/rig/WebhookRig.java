package com.danubemessaging.connect.benchmarks.rig;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.connect.benchmarks.load.HttpFeed;
import com.danubemessaging.embedded.EmbeddedDanube;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.util.function.IntPredicate;

/** HTTP to Danube. */
public final class WebhookRig {

    private static final int WINDOW = 1000;

    private final Rig rig;
    private final int records;

    /** Starts a process between the feed and a broker. */
    @FunctionalInterface
    private interface Start {
        Subject start(EmbeddedDanube danube, int port) throws Exception;
    }

    /**
     * A rig.
     *
     * @param records how many are measured; as many go before them to warm up
     */
    public WebhookRig(Rig rig, int records) {
        this.rig = rig;
        this.records = records;
    }

    /** As fast as it goes. */
    public Pairs<Run> throughput(int pairs) throws Exception {
        return Pairs.measure(
                pairs,
                () -> flood(rig::webhookSource, WebhookRig::isReady),
                () -> flood(rig::bareWebhook, WebhookRig::isListening));
    }

    private Run flood(Start start, IntPredicate ready) throws Exception {
        EmbeddedDanube danube = rig.newBroker(WINDOW);
        HttpFeed feed = new HttpFeed(rig.vertx, Rig.PAYLOAD_BYTES);
        int port = freePort();
        try (Subject subject = start.start(danube, port)) {
            new Progress(subject, () -> ready.test(port) ? 1L : 0L).await(1);
            feed.flood(port, 2L * records).await(10, SECONDS);
            Run run = new Progress(subject, () -> {
                        feed.requireWell();
                        return rig.published(danube);
                    })
                    .measure(records, 2L * records);
            feed.close().await(10, SECONDS);
            return run;
        }
    }

    /** One that was free a moment ago. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The source listens before it has reached Danube, and says when it has. */
    private static boolean isReady(int port) {
        try {
            URL ready = URI.create("http://127.0.0.1:" + port + "/ready").toURL();
            return ((HttpURLConnection) ready.openConnection()).getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The bare loop has reached Danube before it listens. */
    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
