package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.health.HealthStatus.State;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens while Danube confirms nothing and the MQTT client's socket cannot be had. */
@ExtendWith(VertxExtension.class)
class MqttSourceOverflowTest {

    private ScriptedBroker broker;
    private SourceRig rig;
    private ScriptedBroker.Link link;

    @BeforeEach
    void connect(Vertx vertx) throws Exception {
        broker = ScriptedBroker.start(vertx);
        rig = SourceRig.withoutSocket(
                        vertx,
                        Settings.toPort(broker.port())
                                .route("a/#", "/default/a", Qos.AT_LEAST_ONCE)
                                .with(MqttFields.MAX_UNACKED_MESSAGES, 4L)
                                .with(MqttFields.MAX_UNACKED_BYTES, 10_000L)
                                .build())
                .startAndAwaitHealthy();
        link = broker.nextLink();
    }

    @AfterEach
    void disconnect() throws Exception {
        rig.shutdown();
        broker.stop();
    }

    private List<SourceRecord> fill() throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            link.publish("a/" + i, "x", i);
            records.add(rig.nextRecord());
        }
        return records;
    }

    @Test
    void closesTheConnectionBeyondTheBoundAndComesBackWhenHalfIsFree() throws Exception {
        List<SourceRecord> records = fill();
        link.publish("a/5", "one too many", 5);
        link.awaitDisconnect();
        link.awaitClosed();
        assertThat(rig.context().awaitHealth(State.UNHEALTHY).detail()).contains("has not confirmed 4 messages");
        assertThat(rig.context().count("mqtt.disconnects.backpressure")).isEqualTo(1);

        rig.commit(records.get(0));
        broker.assertNoFurtherLink();
        rig.commit(records.get(1));

        ScriptedBroker.Link next = broker.nextLink();
        rig.context().awaitHealth(State.HEALTHY);
        next.publish("a/3", "again", 1);
        assertThat(rig.nextRecord().key()).isEqualTo("a/3");
        assertThat(link.hasPuback()).isFalse();
        assertThat(rig.emitter().size()).isZero();
    }

    @Test
    void staysAwayUntilThereIsRoomForTheMessageThatDidNotFit() throws Exception {
        link.publish("a/1", Buffer.buffer(new byte[4_000]), MqttQoS.AT_LEAST_ONCE, 1);
        SourceRecord first = rig.nextRecord();
        link.publish("a/2", Buffer.buffer(new byte[9_000]), MqttQoS.AT_LEAST_ONCE, 2);
        link.awaitClosed();
        rig.context().awaitHealth(State.UNHEALTHY);
        broker.assertNoFurtherLink();

        rig.commit(first);

        ScriptedBroker.Link next = broker.nextLink();
        next.publish("a/2", Buffer.buffer(new byte[9_000]), MqttQoS.AT_LEAST_ONCE, 1);
        assertThat(rig.nextRecord().key()).isEqualTo("a/2");
    }

    @Test
    void dropsMessagesOfQosZeroBeyondTheBoundAndCountsThem() throws Exception {
        List<SourceRecord> records = fill();
        link.publish("a/0", Buffer.buffer("no room"), MqttQoS.AT_MOST_ONCE, 0);
        rig.context().awaitCount("mqtt.messages.dropped,reason,qos0_overflow", 1);

        rig.commit(records.get(3));
        for (int i = 1; i <= 4; i++) {
            assertThat(link.nextPuback()).isEqualTo(i);
        }
        link.publish("a/0", Buffer.buffer("room again"), MqttQoS.AT_MOST_ONCE, 0);

        assertThat(rig.nextRecord().payload().sizeEstimate()).isEqualTo("room again".length());
        assertThat(rig.context().count("mqtt.messages.dropped,reason,qos0_overflow"))
                .isEqualTo(1);
        assertThat(rig.context().count("mqtt.disconnects.backpressure")).isZero();
    }
}
