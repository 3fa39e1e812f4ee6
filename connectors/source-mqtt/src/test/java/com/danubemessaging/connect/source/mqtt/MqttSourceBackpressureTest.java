package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What happens while Danube confirms nothing. */
@ExtendWith(VertxExtension.class)
class MqttSourceBackpressureTest {

    private ScriptedBroker broker;
    private SourceRig rig;
    private ScriptedBroker.Link link;

    @BeforeEach
    void connect(Vertx vertx) throws Exception {
        broker = ScriptedBroker.start(vertx);
        rig = new SourceRig(
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
    void stopsReadingAtTheBoundAndGoesOnWhenHalfIsFree() throws Exception {
        List<SourceRecord> records = fill();
        link.publish("a/5", "one too many", 5);

        rig.commit(records.get(0));
        assertThat(link.nextPuback()).isEqualTo(1);
        assertThat(rig.emitter().size()).as("taken with one place free").isZero();
        rig.commit(records.get(1));

        assertThat(rig.nextRecord().key()).isEqualTo("a/5");
        assertThat(link.nextPuback()).isEqualTo(2);
        assertThat(rig.context().count("mqtt.disconnects.backpressure")).isZero();
        broker.assertNoFurtherLink();
    }

    @Test
    void takesTheMessageThatReachesTheBoundInBytesAndThenWaits() throws Exception {
        link.publish("a/1", Buffer.buffer(new byte[4_000]), MqttQoS.AT_LEAST_ONCE, 1);
        rig.nextRecord();
        link.publish("a/2", Buffer.buffer(new byte[9_000]), MqttQoS.AT_LEAST_ONCE, 2);
        SourceRecord second = rig.nextRecord();
        link.publish("a/3", "later", 3);

        rig.commit(second);

        assertThat(rig.nextRecord().key()).isEqualTo("a/3");
        assertThat(rig.context().count("mqtt.disconnects.backpressure")).isZero();
    }

    @Test
    void letsMessagesOfQosZeroWaitAtTheBroker() throws Exception {
        List<SourceRecord> records = fill();
        link.publish("a/0", Buffer.buffer("no room"), MqttQoS.AT_MOST_ONCE, 0);

        rig.commit(records.get(3));

        assertThat(rig.nextRecord().key()).isEqualTo("a/0");
        assertThat(rig.context().count("mqtt.messages.dropped,reason,qos0_overflow"))
                .isZero();
    }

    @Test
    void doesNotTakeABrokerForDeadWhoseAnswersItDoesNotRead() throws Exception {
        List<SourceRecord> records = fill();
        link.publish("a/5", "one too many", 5);

        // One ping is sent per patience: the second would have been too late for a first one without an answer.
        link.awaitPing();
        link.awaitPing();
        link.awaitPing();

        rig.commit(records.get(3));
        assertThat(rig.nextRecord().key()).isEqualTo("a/5");
        broker.assertNoFurtherLink();
    }

    @Test
    void letsOneMessagePassThatIsLargerThanTheBound() throws Exception {
        link.publish("a/1", Buffer.buffer(new byte[50_000]), MqttQoS.AT_LEAST_ONCE, 1);
        SourceRecord large = rig.nextRecord();

        rig.commit(large);

        assertThat(link.nextPuback()).isEqualTo(1);
        assertThat(rig.context().gauge("mqtt.unacked.bytes")).isZero();
    }
}
