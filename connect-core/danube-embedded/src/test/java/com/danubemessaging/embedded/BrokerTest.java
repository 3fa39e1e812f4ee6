package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;

import com.danubemessaging.embedded.model.SubscriptionStats;
import com.danubemessaging.embedded.model.TopicStats;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A broker with quick heartbeats and one client, new for every test. */
@ExtendWith(VertxExtension.class)
abstract class BrokerTest {

    /** Short, so that tests of time-outs take milliseconds. */
    static final Duration HEARTBEAT = Duration.ofMillis(20);

    /** How long "nothing more" is watched; several heartbeats. */
    static final Duration A_WHILE = Duration.ofMillis(150);

    static final String TOPIC = "/default/topic";

    @SuppressWarnings("NullAway.Init") // set before each test
    Vertx vertx;

    @SuppressWarnings("NullAway.Init") // set before each test
    EmbeddedDanube danube;

    @SuppressWarnings("NullAway.Init") // set before each test
    RawClient client;

    @BeforeEach
    void startBroker(Vertx vertx) {
        this.vertx = vertx;
        EmbeddedDanubeOptions options = new EmbeddedDanubeOptions().setHeartbeatInterval(HEARTBEAT);
        configure(options);
        danube = await(EmbeddedDanube.start(vertx, options));
        client = newClient();
    }

    @AfterEach
    void stopBroker() {
        await(danube.close());
    }

    /** Changes the broker's options for all tests of a class. */
    void configure(EmbeddedDanubeOptions options) {}

    RawClient newClient() {
        return new RawClient(vertx, danube.port());
    }

    TopicStats stats() {
        return await(danube.topic(TOPIC));
    }

    SubscriptionStats stats(String subscription) {
        return stats().subscription(subscription);
    }
}
