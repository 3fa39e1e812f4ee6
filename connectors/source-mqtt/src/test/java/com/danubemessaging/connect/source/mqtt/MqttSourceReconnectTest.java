package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.health.HealthStatus.State;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.mqtt.MqttServerOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of connections, and what follows. */
@ExtendWith(VertxExtension.class)
class MqttSourceReconnectTest {

    private Vertx vertx;
    private ScriptedBroker broker;
    private SourceRig rig;

    @BeforeEach
    void startBroker(Vertx injected) throws Exception {
        vertx = injected;
        broker = ScriptedBroker.start(vertx);
    }

    @AfterEach
    void stop() throws Exception {
        if (rig != null) {
            rig.shutdown();
        }
        broker.stop();
    }

    private SourceRig rig(Settings settings) {
        rig = new SourceRig(vertx, settings.build());
        return rig;
    }

    private Settings settings() {
        return Settings.toPort(broker.port()).route("a/#", "/default/a", Qos.AT_LEAST_ONCE);
    }

    @Test
    void neverAcknowledgesOnANewConnectionWhatAnEarlierOneBrought() throws Exception {
        rig(settings()).startAndAwaitHealthy();
        ScriptedBroker.Link first = broker.nextLink();
        first.publish("a/old", "old", 1);
        SourceRecord old = rig.nextRecord();
        first.drop();
        ScriptedBroker.Link second = broker.nextLink();
        rig.context().awaitHealth(State.HEALTHY);
        second.publish("a/new", "another message with the same packet id", 1);
        SourceRecord fresh = rig.nextRecord();
        second.publish("a/newer", "x", 2);
        SourceRecord newer = rig.nextRecord();

        rig.commit(old);
        rig.commit(fresh);
        rig.commit(newer);

        assertThat(old.offset().partition()).isNotEqualTo(fresh.offset().partition());
        // Were the late one acknowledged here, 1 would come twice before 2.
        assertThat(second.nextPuback()).isEqualTo(1);
        assertThat(second.nextPuback()).isEqualTo(2);
        assertThat(rig.context().gauge("mqtt.unacked.messages")).isZero();
    }

    @Test
    void subscribesAgainAfterEveryConnectionWithoutASession() throws Exception {
        rig(settings()).startAndAwaitHealthy();
        for (int round = 0; round < 3; round++) {
            ScriptedBroker.Link link = broker.nextLink();
            assertThat(link.nextSubscribe()).containsExactly("a/#@1");

            link.drop();

            assertThat(rig.context().awaitHealth(State.UNHEALTHY).detail()).contains("has ended");
            rig.context().awaitHealth(State.HEALTHY);
        }
        assertThat(rig.context().count("mqtt.disconnects.lost")).isEqualTo(3);
        assertThat(rig.context().count("mqtt.connects")).isEqualTo(4);
    }

    @Test
    void subscribesToAKeptSessionOfAnEarlierProcessButNotToItsOwn() throws Exception {
        broker.script().isSessionPresent = true;
        rig(settings()).startAndAwaitHealthy();
        ScriptedBroker.Link first = broker.nextLink();
        assertThat(first.nextSubscribe()).containsExactly("a/#@1");

        first.drop();

        ScriptedBroker.Link second = broker.nextLink();
        rig.context().awaitHealth(State.HEALTHY);
        second.publish("a/1", "x", 1);
        rig.nextRecord();
        assertThat(second.hasSubscribed()).isFalse();
    }

    @Test
    void subscribesToAnyNumberOfRoutes() throws Exception {
        Settings many = Settings.toPort(broker.port());
        for (int i = 0; i < 150; i++) {
            many.route("a/" + i, "/default/a" + i, i % 2 == 0 ? Qos.AT_MOST_ONCE : Qos.EXACTLY_ONCE);
        }

        rig(many).startAndAwaitHealthy();

        ScriptedBroker.Link link = broker.nextLink();
        int filters = 0;
        while (link.hasSubscribed()) {
            filters += link.nextSubscribe().size();
        }
        assertThat(filters).isEqualTo(150);
        link.publish("a/149", "x", 1);
        assertThat(rig.nextRecord().topic()).isEqualTo("/default/a149");
    }

    @Test
    void asksForExactlyOnceRoutesAtQosOne() throws Exception {
        rig(Settings.toPort(broker.port())
                        .route("x", "/default/x", Qos.EXACTLY_ONCE)
                        .route("y", "/default/y", Qos.AT_MOST_ONCE))
                .startAndAwaitHealthy();

        assertThat(broker.nextLink().nextSubscribe()).containsExactly("x@1", "y@0");
    }

    @Test
    void waitsForABrokerThatIsAwayAndSaysSo() throws Exception {
        int port = broker.port();
        broker.stop();
        rig(settings()).start();
        rig.context().awaitHealth(State.UNHEALTHY);
        assertThat(rig.context().awaitHealth(State.UNHEALTHY).detail()).contains("localhost:" + port);

        broker = ScriptedBroker.start(vertx, new MqttServerOptions(), port);

        rig.context().awaitHealth(State.HEALTHY);
        assertThat(rig.context().count("mqtt.connects.failed")).isPositive();
        assertThat(rig.context().hasError()).isFalse();
    }

    @Test
    void probesABrokerThatIsAwayAtASteadyPaceHoweverLongItTakes() throws Exception {
        Duration never = Duration.ofMinutes(1);
        Duration pace = Duration.ofMillis(20);
        broker.stop();
        rig = new SourceRig(vertx, settings().build(), new LinkTimings(pace, never, pace, never, never, never));

        rig.start();

        // With a delay that went on doubling, the twelfth attempt would come after forty seconds.
        await("twelve attempts")
                .atMost(Duration.ofSeconds(5))
                .until(() -> rig.context().count("mqtt.connects.failed") >= 12);
    }

    @Test
    void stopsForGoodWhenCredentialsAreRefusedAtStart() throws Exception {
        broker.script().connack = MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;

        rig(settings()).start();

        assertThat(rig.context().awaitError())
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("mqtt.password");
        broker.nextLink();
        broker.assertNoFurtherLink();
    }

    @Test
    void triesAgainWhenCredentialsAreRefusedAfterTheyWereGood() throws Exception {
        rig(settings()).startAndAwaitHealthy();
        ScriptedBroker.Link link = broker.nextLink();
        broker.script().connack = MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
        link.drop();
        broker.nextLink();
        broker.nextLink();

        broker.script().connack = MqttConnectReturnCode.CONNECTION_ACCEPTED;

        rig.context().awaitHealth(State.HEALTHY);
        assertThat(rig.context().hasError()).isFalse();
    }

    @Test
    void namesARefusedRouteAndAsksForItAloneUntilItIsGranted() throws Exception {
        broker.script().refusedFilter = "b";
        rig(settings().route("b", "/default/b", Qos.AT_LEAST_ONCE)).start();
        ScriptedBroker.Link link = broker.nextLink();
        assertThat(link.nextSubscribe()).containsExactly("a/#@1", "b@1");
        rig.context().awaitHealth(State.UNHEALTHY);
        assertThat(rig.context().awaitHealth(State.UNHEALTHY).detail())
                .contains("mqtt.routes[1] (from = \"b\")")
                .doesNotContain("mqtt.routes[0]");
        link.publish("a/1", "the granted route works", 1);
        rig.nextRecord();
        assertThat(link.nextSubscribe()).containsExactly("b@1");

        broker.script().refusedFilter = "";

        rig.context().awaitHealth(State.HEALTHY);
    }

    @Test
    void givesUpABrokerThatDoesNotAnswerPingsAndComesBack() throws Exception {
        broker.script().answersPings = false;
        rig(settings().with(MqttFields.KEEP_ALIVE, Duration.ofSeconds(60))).startAndAwaitHealthy();
        ScriptedBroker.Link silent = broker.nextLink();
        silent.publish("a/1", "something that waits for the connection", 1);
        rig.nextRecord();

        HealthStatus status = rig.context().awaitHealth(State.UNHEALTHY);

        assertThat(status.detail()).contains("ping");
        silent.awaitClosed();
        rig.context().awaitHealth(State.HEALTHY);
    }

    @Test
    void pingsOnHoweverLongDanubeIsAway() throws Exception {
        rig(settings().with(MqttFields.KEEP_ALIVE, Duration.ofSeconds(1))).startAndAwaitHealthy();
        ScriptedBroker.Link link = broker.nextLink();
        CountDownLatch pings = new CountDownLatch(4);
        link.endpoint().pingHandler(ping -> pings.countDown());
        link.publish("a/1", "never confirmed", 1);

        assertThat(pings.await(10, TimeUnit.SECONDS))
                .as("four pings while a message is unconfirmed")
                .isTrue();
        assertThat(link.endpoint().isConnected()).isTrue();
    }

    @Test
    void givesUpAnAttemptThatIsNotAnsweredInTime() throws Exception {
        broker.script().answersConnect = false;
        rig(settings().with(MqttFields.CONNECTION_TIMEOUT, Duration.ofSeconds(1)))
                .start();
        broker.nextLink().awaitClosed();

        broker.script().answersConnect = true;

        rig.context().awaitHealth(State.HEALTHY);
        assertThat(rig.context().count("mqtt.connects.failed")).isPositive();
    }

    @Test
    void losesTheConnectionToATooLargePacketAndComesBack() throws Exception {
        rig(settings().with(MqttFields.MAX_PACKET_SIZE, 1_000L)).startAndAwaitHealthy();
        ScriptedBroker.Link first = broker.nextLink();
        first.publish("a/1", Buffer.buffer(new byte[2_000]), MqttQoS.AT_LEAST_ONCE, 1);

        assertThat(rig.context().awaitHealth(State.UNHEALTHY).detail()).contains("mqtt.max_packet_size");

        first.awaitClosed();
        ScriptedBroker.Link second = broker.nextLink();
        assertThat(second.nextSubscribe()).containsExactly("a/#@1");
        second.publish("a/1", "small", 1);
        assertThat(rig.nextRecord().key()).isEqualTo("a/1");
    }
}
