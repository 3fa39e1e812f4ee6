package com.danubemessaging.connect.benchmarks.rig;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.connect.benchmarks.load.HttpFeed;
import com.danubemessaging.embedded.EmbeddedDanube;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

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
        return Pairs.measure(pairs, () -> flood(rig::webhookSource), () -> flood(rig::bareWebhook));
    }

    private Run flood(Start start) throws Exception {
        EmbeddedDanube danube = rig.newBroker(WINDOW);
        HttpFeed feed = new HttpFeed(rig.vertx, Rig.PAYLOAD_BYTES);
        int port = freePort();
        try (Subject subject = start.start(danube, port)) {
            new Progress(subject, () -> isListening(port) ? 1L : 0L).await(1);
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

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
