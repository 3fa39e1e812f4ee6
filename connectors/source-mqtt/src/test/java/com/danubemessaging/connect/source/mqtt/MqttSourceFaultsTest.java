package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.health.HealthStatus.State;
import com.danubemessaging.connect.api.record.SourcePayload;
import com.danubemessaging.connect.api.record.SourceRecord;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A random history of deliveries, confirmations and broken connections. The broker keeps the session as MQTT demands
 * and numbers the packets of each connection from 1 again, so that every identifier is reused for another message.
 */
@ExtendWith(VertxExtension.class)
class MqttSourceFaultsTest {

    private static final int MESSAGES = 150;
    private static final int WINDOW = 8;

    private final Set<String> inDanube = new HashSet<>();
    private final Map<Integer, String> inFlight = new LinkedHashMap<>();
    private final Map<String, Deque<SourceRecord>> unconfirmed = new LinkedHashMap<>();
    private ScriptedBroker broker;
    private ScriptedBroker.Link link;
    private SourceRig rig;
    private String live = "";
    private int nextPacketId = 1;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void losesNothingAndAcknowledgesNothingEarlyHoweverOftenTheConnectionBreaks(long seed, Vertx vertx)
            throws Exception {
        Random random = new Random(seed);
        broker = ScriptedBroker.start(vertx);
        broker.script().isSessionPresent = true;
        rig = new SourceRig(vertx, Settings.at(broker.port())).startAndAwaitHealthy();
        link = broker.nextLink();
        Set<String> all = new HashSet<>();
        int drops = 0;

        while (all.size() < MESSAGES) {
            int action = random.nextInt(20);
            if (action == 0) {
                reconnect();
                drops++;
            } else if (action < 11 && inFlight.size() < WINDOW) {
                String payload = "message " + all.size();
                all.add(payload);
                deliver(payload);
            } else if (!unconfirmed.isEmpty()) {
                List<String> connections = new ArrayList<>(unconfirmed.keySet());
                confirmHead(connections.get(random.nextInt(connections.size())));
            }
        }
        while (!unconfirmed.isEmpty()) {
            confirmHead(unconfirmed.keySet().iterator().next());
        }

        assertThat(drops).as("the history must contain broken connections").isPositive();
        assertThat(inDanube).isEqualTo(all);
        assertThat(inFlight).isEmpty();
        assertThat(link.hasPuback()).isFalse();
        assertThat(rig.context().gauge("mqtt.unacked.messages")).isZero();
        rig.shutdown();
        broker.stop();
    }

    private void deliver(String payload) throws InterruptedException {
        int packetId = nextPacketId++;
        inFlight.put(packetId, payload);
        link.publish("a/1", payload, packetId);
        SourceRecord record = rig.nextRecord();
        assertThat(text(record)).isEqualTo(payload);
        live = record.offset().partition();
        unconfirmed.computeIfAbsent(live, fresh -> new ArrayDeque<>()).add(record);
    }

    /** Danube confirms the oldest record that this connection brought. */
    private void confirmHead(String connection) throws Exception {
        Deque<SourceRecord> records = unconfirmed.get(connection);
        SourceRecord head = records.remove();
        if (records.isEmpty()) {
            unconfirmed.remove(connection);
        }
        inDanube.add(text(head));
        rig.commit(head);
        if (connection.equals(live)) {
            String acknowledged = inFlight.remove(link.nextPuback());
            assertThat(acknowledged).as("what the broker may forget now").isEqualTo(text(head));
        }
    }

    /** Breaks the connection; the broker delivers everything unacknowledged again on the next one. */
    private void reconnect() throws Exception {
        link.drop();
        live = "none yet";
        link = broker.nextLink();
        rig.context().awaitHealth(State.UNHEALTHY);
        rig.context().awaitHealth(State.HEALTHY);
        List<String> again = List.copyOf(inFlight.values());
        inFlight.clear();
        nextPacketId = 1;
        for (String payload : again) {
            deliver(payload);
        }
    }

    private static String text(SourceRecord record) {
        return ((SourcePayload.Foreign) record.payload()).bytes().toString();
    }
}
