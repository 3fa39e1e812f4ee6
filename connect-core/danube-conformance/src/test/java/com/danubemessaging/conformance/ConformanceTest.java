package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.model.DispatchMode.NON_RELIABLE;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;

import com.danubemessaging.embedded.RawClient;
import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.Receiver;
import com.danubemessaging.embedded.RpcFailure;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.proto.HealthCheckRequest;
import com.danubemessaging.proto.HealthCheckResponse;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.proto.admin.SetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.SubscriptionBackoffStrategy;
import com.danubemessaging.proto.admin.SubscriptionFailurePolicy;
import com.danubemessaging.proto.admin.SubscriptionPoisonPolicy;
import com.danubemessaging.proto.admin.TopicAdminGrpcClient;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;

/** A connection of its own and names of its own for every case, none of which is the beginning of another. */
@ExtendWith(Conformance.class)
abstract class ConformanceTest {

    /** How long "nothing more" is watched. */
    static final Duration A_WHILE = Duration.ofMillis(600);

    /** A broker in a cluster assigns a new topic first and answers UNAVAILABLE meanwhile. */
    private static final Duration ASSIGNMENT = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init") // set before each test
    Target target;

    @SuppressWarnings("NullAway.Init") // set before each test
    RawClient client;

    @SuppressWarnings("NullAway.Init") // set before each test
    String topic;

    @BeforeEach
    void connect(Target given) {
        target = given;
        client = given.client();
        topic = newTopic();
    }

    @AfterEach
    void disconnect() {
        target.closeClients();
    }

    static String newTopic() {
        return "/default/" + UUID.randomUUID().toString().substring(0, 8) + "-topic";
    }

    /** A producer, as soon as its topic has been assigned to this broker. */
    RawProducer producer(String topicName, String name, DispatchMode mode) {
        return producer(client, topicName, name, mode);
    }

    static RawProducer producer(RawClient client, String topicName, String name, DispatchMode mode) {
        long id = Awaitility.await()
                .atMost(ASSIGNMENT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> tryToCreate(client, topicName, name, mode), created -> created != null);
        return new RawProducer(client, topicName, name, id);
    }

    RawProducer reliable() {
        return producer(topic, "producer", RELIABLE);
    }

    RawProducer nonReliable() {
        return producer(topic, "producer", NON_RELIABLE);
    }

    private static @Nullable Long tryToCreate(RawClient client, String topicName, String name, DispatchMode mode) {
        try {
            return await(client.createProducer(topicName, name, mode));
        } catch (RpcFailure refused) {
            if (refused.status == GrpcStatus.UNAVAILABLE) {
                return null;
            }
            throw refused;
        }
    }

    RawClient admin() {
        RawClient admin = target.admin();
        if (admin == null) {
            throw new TestAbortedException("DANUBE_ADMIN_URL is not set");
        }
        return admin;
    }

    /** Quick redeliveries, and what becomes of poison; to be set before the first subscribe. */
    void policy(String subscription, int redeliveries, SubscriptionPoisonPolicy poison) {
        policy(subscription, quick -> quick.setMaxRedeliveryCount(redeliveries).setPoisonPolicy(poison));
    }

    /** A quick policy, changed; to be set before the first subscribe. */
    void policy(String subscription, UnaryOperator<SubscriptionFailurePolicy.Builder> changes) {
        // Only a reliable topic that exists can have one.
        reliable();
        SubscriptionFailurePolicy.Builder quick = SubscriptionFailurePolicy.newBuilder()
                .setMaxRedeliveryCount(5)
                .setAckTimeoutMs(5_000)
                .setBaseRedeliveryDelayMs(50)
                .setMaxRedeliveryDelayMs(1_000)
                .setBackoffStrategy(SubscriptionBackoffStrategy.Fixed)
                .setPoisonPolicy(SubscriptionPoisonPolicy.Block);
        await(admin().call(
                        TopicAdminGrpcClient.SetSubscriptionFailurePolicy,
                        SetSubscriptionFailurePolicyRequest.newBuilder()
                                .setTopic(topic)
                                .setSubscription(subscription)
                                .setFailurePolicy(changes.apply(quick))
                                .build()));
    }

    /** Leaves, and waits until the broker knows it. */
    void leave(Receiver receiver, long consumer) {
        receiver.close();
        Awaitility.await()
                .until(() -> await(client.health(HealthCheckRequest.ClientType.Consumer, consumer))
                        == HealthCheckResponse.ClientStatus.CLOSE);
    }

    /** Takes this many messages and acknowledges each as it comes. */
    List<StreamMessage> takeAndAcknowledge(Receiver receiver, String subscription, int count) {
        List<StreamMessage> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StreamMessage message = receiver.next();
            await(client.ack(message, subscription));
            taken.add(message);
        }
        return taken;
    }
}
