package com.danubemessaging.embedded.internal.broker;

import com.danubemessaging.embedded.internal.storage.BrokerStore;
import com.danubemessaging.embedded.internal.storage.MemoryStore;
import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.SubscriptionStats;
import com.danubemessaging.embedded.model.SubscriptionType;
import com.danubemessaging.embedded.model.TopicLimits;
import com.danubemessaging.proto.MsgID;
import com.danubemessaging.proto.StreamMessage;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A broker's core on a manual clock, with one reliable topic and a producer. */
final class CoreHarness {

    static final String TOPIC = "/default/topic";
    static final long HEARTBEAT = 500;

    final ManualClock clock = new ManualClock();
    final BrokerStore store = new MemoryStore(100_000_000);
    final BrokerSettings settings;
    Broker broker;
    BrokerControl control;
    long producer;

    CoreHarness(int window, FailurePolicy policy, DispatchMode mode) {
        this(window, policy, mode, BrokerQuirks.defaults());
    }

    CoreHarness(int window, FailurePolicy policy, BrokerQuirks quirks) {
        this(window, policy, DispatchMode.RELIABLE, quirks);
    }

    private CoreHarness(int window, FailurePolicy policy, DispatchMode mode, BrokerQuirks quirks) {
        settings = new BrokerSettings(
                "http://broker",
                "http://broker",
                false,
                Set.of("default"),
                false,
                true,
                window,
                policy,
                TopicLimits.UNLIMITED,
                HEARTBEAT,
                quirks);
        broker = new Broker(store, settings, clock, new Random(1));
        control = new BrokerControl(broker);
        producer = broker.createProducer(TOPIC, "producer", mode.ordinal(), null);
    }

    CoreHarness(int window, FailurePolicy policy) {
        this(window, policy, DispatchMode.RELIABLE);
    }

    /** A new life of the broker on the same store. */
    void restart() {
        broker.close();
        broker = new Broker(store, settings, clock, new Random(2));
        control = new BrokerControl(broker);
        producer = broker.createProducer(TOPIC, "producer", DispatchMode.RELIABLE.ordinal(), null);
    }

    void publish(String key) {
        broker.publish(StreamMessage.newBuilder()
                .setMsgId(MsgID.newBuilder().setProducerId(producer).setTopicName(TOPIC))
                .setProducerName("producer")
                .setRoutingKey(key)
                .setPayload(ByteString.copyFromUtf8(key))
                .build());
    }

    void publish(int count) {
        for (int i = 0; i < count; i++) {
            publish("k");
        }
    }

    Attachment consume(SubscriptionType type, String consumer, RecordingStream stream, String... filters) {
        long id = broker.subscribe(TOPIC, "sub", consumer, type.ordinal(), List.of(filters));
        return broker.receive(id, stream);
    }

    void ack(long offset) {
        broker.ack(TOPIC, "sub", offset);
    }

    void nack(long offset, long delayMillis) {
        broker.nack(TOPIC, "sub", offset, delayMillis, "no");
    }

    /** Moves time on, heartbeat by heartbeat. */
    void pass(long millis) {
        for (long passed = 0; passed < millis; passed += HEARTBEAT) {
            clock.advance(HEARTBEAT);
            broker.heartbeat();
        }
    }

    SubscriptionStats stats() {
        return control.stats(TOPIC).subscription("sub");
    }
}
