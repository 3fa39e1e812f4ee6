package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.record.SourcePayload;
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

/** Messages and their acknowledgements on one connection. */
@ExtendWith(VertxExtension.class)
class MqttSourceDeliveryTest {

    private ScriptedBroker broker;
    private SourceRig rig;
    private ScriptedBroker.Link link;

    @BeforeEach
    void connect(Vertx vertx) throws Exception {
        broker = ScriptedBroker.start(vertx);
        rig = new SourceRig(vertx, Settings.at(broker.port())).startAndAwaitHealthy();
        link = broker.nextLink();
    }

    @AfterEach
    void disconnect() throws Exception {
        rig.shutdown();
        broker.stop();
    }

    @Test
    void connectsWithTheConfiguredSessionAndSubscribes() throws Exception {
        assertThat(link.endpoint().clientIdentifier()).isEqualTo("client-1");
        assertThat(link.endpoint().isCleanSession()).isFalse();
        assertThat(link.endpoint().protocolVersion()).isEqualTo(4);
        assertThat(link.endpoint().keepAliveTimeSeconds()).isEqualTo(60);
        assertThat(link.endpoint().auth()).isNull();
        assertThat(link.nextSubscribe()).containsExactly("a/#@1");
        assertThat(rig.source().producerConfigs())
                .containsExactly(new ProducerConfig("/default/a", 0, true, Ordering.KEY));
    }

    @Test
    void withholdsTheAcknowledgementUntilDanubeConfirms() throws Exception {
        link.publish("a/1", "first", 11);
        link.publish("a/2", "second", 12);
        SourceRecord first = rig.nextRecord();
        SourceRecord second = rig.nextRecord();

        rig.commit(first);

        // An acknowledgement sent on arrival would have come before this one.
        assertThat(link.nextPuback()).isEqualTo(11);
        assertThat(link.hasPuback()).isFalse();
        assertThat(rig.context().gauge("mqtt.unacked.messages")).isEqualTo(1);
        rig.commit(second);
        assertThat(link.nextPuback()).isEqualTo(12);
        assertThat(rig.context().gauge("mqtt.unacked.messages")).isZero();
        assertThat(rig.context().count("mqtt.messages.acknowledged")).isEqualTo(2);
    }

    @Test
    void makesARecordOfEachMessage() throws Exception {
        link.publish("a/b", "{\"t\":1}", 11);

        SourceRecord record = rig.nextRecord();

        assertThat(record.topic()).isEqualTo("/default/a");
        assertThat(record.key()).isEqualTo("a/b");
        assertThat(record.payload()).isEqualTo(new SourcePayload.Foreign(Buffer.buffer("{\"t\":1}")));
        assertThat(record.attributes()).containsEntry("mqtt.topic", "a/b").containsEntry("mqtt.qos", "1");
    }

    @Test
    void acknowledgesInOrderOfArrival() throws Exception {
        List<Integer> sent = new ArrayList<>();
        SourceRecord last = null;
        for (int i = 0; i < 50; i++) {
            int packetId = 1 + (i * 7) % 50;
            link.publish("a/" + i, "x", packetId);
            sent.add(packetId);
            last = rig.nextRecord();
        }

        rig.commit(last);

        List<Integer> acknowledged = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            acknowledged.add(link.nextPuback());
        }
        assertThat(acknowledged).isEqualTo(sent);
    }

    @Test
    void acknowledgesAMessageWithoutRouteInItsTurn() throws Exception {
        link.publish("a/1", "x", 11);
        link.publish("unknown", "x", 12);
        link.publish("a/2", "x", 13);
        SourceRecord first = rig.nextRecord();
        rig.nextRecord();

        rig.commit(first);

        assertThat(link.nextPuback()).isEqualTo(11);
        assertThat(link.nextPuback()).isEqualTo(12);
        assertThat(rig.context().count("mqtt.messages.dropped,reason,unmatched"))
                .isEqualTo(1);
        assertThat(rig.emitter().size()).isZero();
    }

    @Test
    void passesOnMessagesOfQosZeroWithoutAcknowledgement() throws Exception {
        link.publish("a/0", Buffer.buffer("x"), MqttQoS.AT_MOST_ONCE, 0);
        link.publish("a/1", "x", 11);
        SourceRecord zero = rig.nextRecord();
        SourceRecord one = rig.nextRecord();
        assertThat(zero.attributes()).containsEntry("mqtt.qos", "0");

        rig.commit(zero);
        rig.commit(one);

        assertThat(link.nextPuback()).isEqualTo(11);
        assertThat(rig.context().count("mqtt.messages.acknowledged")).isEqualTo(1);
    }

    @Test
    void takesNothingAfterQuiesceButStillAcknowledges() throws Exception {
        link.publish("a/1", "before", 11);
        SourceRecord before = rig.nextRecord();
        rig.quiesce();
        link.publish("a/2", "after", 12);
        link.publish("a/3", Buffer.buffer("after"), MqttQoS.AT_MOST_ONCE, 0);
        rig.context().awaitCount("mqtt.messages.dropped,reason,qos0_stopping", 1);

        rig.commit(before);

        assertThat(link.nextPuback()).isEqualTo(11);
        rig.shutdown();
        link.awaitDisconnect();
        link.awaitClosed();
        assertThat(link.hasPuback()).as("a PUBACK for what came after quiesce").isFalse();
        assertThat(rig.emitter().size()).isZero();
        broker.assertNoFurtherLink();
    }

    @Test
    void sendsDisconnectAtShutdownAndStaysAway() throws Exception {
        rig.shutdown();

        link.awaitDisconnect();
        link.awaitClosed();
        broker.assertNoFurtherLink();
        assertThat(rig.context().hasError()).isFalse();
    }
}
