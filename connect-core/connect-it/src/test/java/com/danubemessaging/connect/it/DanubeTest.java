package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.testkit.LoopbackProxy;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Danube in this JVM, and whatever a test starts beside it. New for every test; whatever was started is gone after it.
 * A failure shows what all processes wrote.
 */
abstract class DanubeTest {

    private static final long DANUBE_MEMORY_BYTES = 700L << 20;

    @TempDir
    Path folder;

    @RegisterExtension
    final AfterTestExecutionCallback logsOfFailures = context -> {
        if (context.getExecutionException().isPresent()) {
            System.out.println("What was running in " + context.getDisplayName() + ":\n" + describe());
        }
    };

    private final List<AutoCloseable> started = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    Vertx vertx;

    @SuppressWarnings("NullAway.Init") // set before each test
    EmbeddedDanube danube;

    @BeforeEach
    void startDanube() throws Exception {
        vertx = Vertx.vertx();
        danube = EmbeddedDanube.start(vertx, danubeOptions()).await(10, SECONDS);
    }

    /** Settings of the broker that each test starts with. */
    EmbeddedDanubeOptions danubeOptions() throws Exception {
        return new EmbeddedDanubeOptions().setMemoryLimitBytes(DANUBE_MEMORY_BYTES);
    }

    /** Where the connectors look for Danube. */
    String danubeUrl() {
        return danube.serviceUrl();
    }

    /** A network in front of a port of this machine, for the test to disturb. */
    LoopbackProxy networkTo(int port) throws TimeoutException {
        return LoopbackProxy.start(vertx, "127.0.0.1", port).await(10, SECONDS);
    }

    /** A broker that sends its clients through this network. */
    static EmbeddedDanubeOptions behind(LoopbackProxy network, EmbeddedDanubeOptions options) {
        return options.setAdvertisedBrokerUrl(url(network)).setAdvertisedConnectUrl(url(network));
    }

    static String url(LoopbackProxy network) {
        return "http://127.0.0.1:" + network.port();
    }

    @AfterEach
    void stopEverything() throws Exception {
        for (AutoCloseable each : started) {
            each.close();
        }
        vertx.close().await(20, SECONDS);
    }

    <T extends AutoCloseable> T closedLater(T resource) {
        started.add(0, resource);
        return resource;
    }

    private String describe() {
        StringBuilder all = new StringBuilder();
        started.forEach(each -> all.append(each).append('\n'));
        return all.toString();
    }

    /** Waits in short steps. */
    ConditionFactory waiting(String what, Duration limit) {
        return await(what).atMost(limit).pollInterval(Duration.ofMillis(100));
    }

    /** Records that Danube has ever stored in the topic of the fleet, over restarts and moves. */
    long stored() throws TimeoutException {
        return danube.topic(SourceToml.TOPIC).await(10, SECONDS).logEndOffset();
    }
}
