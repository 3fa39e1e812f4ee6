package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.NON_RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.proto.GetLatestSchemaRequest;
import com.danubemessaging.proto.SchemaRegistryGrpcClient;
import com.danubemessaging.proto.admin.BrokerRequest;
import com.danubemessaging.proto.admin.DescribeTopicRequest;
import com.danubemessaging.proto.admin.DescribeTopicResponse;
import com.danubemessaging.proto.admin.DispatchStrategy;
import com.danubemessaging.proto.admin.GetSubscriptionDispatchConfigRequest;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyResponse;
import com.danubemessaging.proto.admin.NamespaceAdminGrpcClient;
import com.danubemessaging.proto.admin.NamespaceRequest;
import com.danubemessaging.proto.admin.NewTopicRequest;
import com.danubemessaging.proto.admin.PartitionedTopicRequest;
import com.danubemessaging.proto.admin.SetSubscriptionDispatchConfigRequest;
import com.danubemessaging.proto.admin.SetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.SubscriptionBackoffStrategy;
import com.danubemessaging.proto.admin.SubscriptionDispatchConfig;
import com.danubemessaging.proto.admin.SubscriptionFailurePolicy;
import com.danubemessaging.proto.admin.SubscriptionPoisonPolicy;
import com.danubemessaging.proto.admin.SubscriptionRequest;
import com.danubemessaging.proto.admin.TopicAdminGrpcClient;
import com.danubemessaging.proto.admin.TopicInfo;
import com.danubemessaging.proto.admin.TopicRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminTest extends BrokerTest {

    private static final SubscriptionFailurePolicy DROP_AT_ONCE = SubscriptionFailurePolicy.newBuilder()
            .setAckTimeoutMs(5_000)
            .setBaseRedeliveryDelayMs(10)
            .setMaxRedeliveryDelayMs(20)
            .setBackoffStrategy(SubscriptionBackoffStrategy.Fixed)
            .setPoisonPolicy(SubscriptionPoisonPolicy.Drop)
            .build();

    @SuppressWarnings("NullAway.Init") // set before each test
    private RawClient admin;

    @Override
    void configure(EmbeddedDanubeOptions options) {
        options.setAdminPort(0);
    }

    @BeforeEach
    void connect() {
        admin = new RawClient(vertx, danube.adminPort());
    }

    @Test
    void createsDescribesListsAndDeletesTopics() {
        create("/default/b", DispatchStrategy.Reliable);
        create("/default/a", DispatchStrategy.NonReliable);
        await(client.subscribe("/default/b", "sub", EXCLUSIVE, "c"));

        DescribeTopicResponse described = describe("/default/b");
        assertThat(described.getDelivery()).isEqualTo("Reliable");
        assertThat(described.getSubscriptionsList()).containsExactly("sub");
        assertThat(described.getBrokerId()).isNotEmpty();
        assertThat(described.hasSchemaSubject()).isFalse();
        assertThat(describe("/default/a").getDelivery()).isEqualTo("NonReliable");
        assertThat(await(admin.call(TopicAdminGrpcClient.ListNamespaceTopics, namespace("default")))
                        .getTopicsList())
                .extracting(TopicInfo::getName)
                .containsExactly("/default/a", "/default/b");
        assertThat(await(admin.call(TopicAdminGrpcClient.ListBrokerTopics, BrokerRequest.getDefaultInstance()))
                        .getTopicsCount())
                .isEqualTo(2);
        assertThat(await(admin.call(
                                TopicAdminGrpcClient.ListBrokerTopics,
                                BrokerRequest.newBuilder()
                                        .setBrokerId("another")
                                        .build()))
                        .getTopicsCount())
                .isZero();
        assertThat(await(admin.call(TopicAdminGrpcClient.ListSubscriptions, topic("/default/b")))
                        .getSubscriptionsList())
                .containsExactly("sub");

        assertThat(await(admin.call(TopicAdminGrpcClient.DeleteTopic, topic("/default/b")))
                        .getSuccess())
                .isTrue();
        assertThat(await(danube.topics())).containsExactly("/default/a");
    }

    @Test
    void answersNotFoundWhateverMadeACreateOrDeleteFail() {
        create(TOPIC, DispatchStrategy.Reliable);

        assertThat(failure(admin.call(TopicAdminGrpcClient.CreateTopic, newTopic(TOPIC))).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(admin.call(TopicAdminGrpcClient.CreateTopic, newTopic("no name"))).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        RpcFailure unknown = failure(admin.call(TopicAdminGrpcClient.DeleteTopic, topic("/default/none")));
        assertThat(unknown.status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(unknown.text).contains("/default/none");
        assertThat(failure(admin.call(TopicAdminGrpcClient.UnloadTopic, topic("/default/none"))).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(admin.call(
                                TopicAdminGrpcClient.CreateTopic,
                                newTopic("/default/other").toBuilder()
                                        .setSchemaSubject("none")
                                        .build()))
                        .text)
                .contains("not found in the registry");
        assertThat(failure(admin.call(
                                TopicAdminGrpcClient.CreateTopic,
                                newTopic("/default/other").toBuilder()
                                        .setDispatchStrategyValue(7)
                                        .build()))
                        .status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(failure(admin.call(
                                SchemaRegistryGrpcClient.GetLatestSchema,
                                GetLatestSchemaRequest.newBuilder()
                                        .setSubject("none")
                                        .build()))
                        .status)
                .as("the registry is served here, too")
                .isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Test
    void createsAndDeletesAllPartitionsOfATopic() {
        await(admin.call(
                TopicAdminGrpcClient.CreatePartitionedTopic,
                PartitionedTopicRequest.newBuilder()
                        .setBaseName(TOPIC)
                        .setPartitions(3)
                        .setDispatchStrategy(DispatchStrategy.Reliable)
                        .build()));
        create(TOPIC + "-other", DispatchStrategy.Reliable);
        assertThat(await(client.partitions(TOPIC)))
                .containsExactly(TOPIC + "-part-0", TOPIC + "-part-1", TOPIC + "-part-2");

        await(admin.call(TopicAdminGrpcClient.DeleteTopic, topic(TOPIC)));
        assertThat(await(danube.topics())).containsExactly(TOPIC + "-other");
        assertThat(failure(admin.call(
                                TopicAdminGrpcClient.CreatePartitionedTopic,
                                PartitionedTopicRequest.newBuilder()
                                        .setBaseName(TOPIC)
                                        .build()))
                        .text)
                .isEqualTo("partitions=0 must be between 1 and 10000");
    }

    @Test
    void usesAFailurePolicySetBeforeTheFirstSubscribeAndReadsItBack() {
        create(TOPIC, DispatchStrategy.Reliable);
        assertThat(policy("sub").hasFailurePolicy()).isFalse();
        setPolicy("sub", DROP_AT_ONCE);
        assertThat(policy("sub").getFailurePolicy()).isEqualTo(DROP_AT_ONCE);

        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", SHARED, "c");
        producer.send("poison", "next");
        receiver.nextOffsets(2);
        await(client.nack(TOPIC, "sub", 0, 0, "no"));
        await(client.ack(TOPIC, "sub", 1));
        assertThat(stats("sub").cursor()).isEqualTo(1);
        assertThat(policy("sub").getSubscriptionType()).isEqualTo(SHARED.ordinal());
        assertThat(policy("without one").hasFailurePolicy()).isFalse();
    }

    @Test
    void refusesPoliciesThatMakeNoSense() {
        client.producer(TOPIC, "p", NON_RELIABLE);
        create("/default/other", DispatchStrategy.Reliable);

        RpcFailure unknown = failure(
                admin.call(TopicAdminGrpcClient.SetSubscriptionFailurePolicy, policyOf("/default/none", DROP_AT_ONCE)));
        assertThat(unknown.status).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
        assertThat(unknown.text).contains("does not exist");
        assertThat(failure(admin.call(TopicAdminGrpcClient.SetSubscriptionFailurePolicy, policyOf(TOPIC, DROP_AT_ONCE)))
                        .status)
                .isEqualTo(GrpcStatus.FAILED_PRECONDITION);
        assertThat(failure(admin.call(
                                TopicAdminGrpcClient.SetSubscriptionFailurePolicy,
                                policyOf(
                                        "/default/other",
                                        DROP_AT_ONCE.toBuilder()
                                                .setPoisonPolicy(SubscriptionPoisonPolicy.DeadLetter)
                                                .build())))
                        .status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(failure(admin.call(
                                TopicAdminGrpcClient.SetSubscriptionFailurePolicy,
                                SetSubscriptionFailurePolicyRequest.getDefaultInstance()))
                        .status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Test
    void honoursADispatchWindowBeforeAndDuringALife() {
        create(TOPIC, DispatchStrategy.Reliable);
        setWindow(2);
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.sendMany(6);
        receiver.nextOffsets(2);
        receiver.expectNothingFor(A_WHILE);
        setWindow(5);
        receiver.nextOffsets(3);
        receiver.expectNothingFor(A_WHILE);

        assertThat(await(admin.call(
                                TopicAdminGrpcClient.GetSubscriptionDispatchConfig,
                                GetSubscriptionDispatchConfigRequest.newBuilder()
                                        .setTopic(TOPIC)
                                        .setSubscription("sub")
                                        .build()))
                        .getDispatchConfig()
                        .getMaxUnackedMessages())
                .isEqualTo(5);
        assertThat(failure(admin.call(TopicAdminGrpcClient.SetSubscriptionDispatchConfig, windowOf(0))).text)
                .isEqualTo("max_unacked_messages=0 must be between 1 and 10000");
    }

    @Test
    void tellsHowFarASubscriptionIsBehind() {
        create(TOPIC, DispatchStrategy.Reliable);
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.sendMany(15);
        receiver.nextOffsets(10);
        await(client.ack(TOPIC, "sub", 0));
        receiver.nextOffset();

        var lag = describe(TOPIC).getLags(0);
        assertThat(lag.getSubscription()).isEqualTo("sub");
        assertThat(lag.getCursor()).isZero();
        assertThat(lag.getUnacked()).isEqualTo(10);
        assertThat(lag.getBacklog()).isEqualTo(4);
        assertThat(lag.getBlocked()).isFalse();
    }

    @Test
    void unsubscribesWhoeverIsNotConsuming() {
        create(TOPIC, DispatchStrategy.Reliable);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        SubscriptionRequest request = SubscriptionRequest.newBuilder()
                .setTopic(TOPIC)
                .setSubscription("sub")
                .build();
        RpcFailure active = failure(admin.call(TopicAdminGrpcClient.Unsubscribe, request));
        assertThat(active.status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(active.text).contains("active consumers");
        receiver.close();
        Awaitility.await().until(() -> stats("sub").activeConsumers().isEmpty());

        assertThat(await(admin.call(TopicAdminGrpcClient.Unsubscribe, request)).getSuccess())
                .isTrue();
        assertThat(describe(TOPIC).getSubscriptionsCount()).isZero();
    }

    @Test
    void unloadsATopicSoThatItsClientsComeBack() {
        create(TOPIC, DispatchStrategy.Reliable);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        await(admin.call(TopicAdminGrpcClient.UnloadTopic, topic(TOPIC)));

        assertThat(await(receiver.end())).isEqualTo("OK");
        assertThat(await(client.lookup(TOPIC)).getRequestId()).isEqualTo(42);
    }

    @Test
    void addsNamespacesAndRemovesEmptyOnes() {
        await(admin.call(NamespaceAdminGrpcClient.CreateNamespace, namespace("orders")));
        create("/orders/new", DispatchStrategy.Reliable);
        assertThat(await(admin.call(NamespaceAdminGrpcClient.GetNamespaceTopics, namespace("orders")))
                        .getTopicsList())
                .containsExactly("/orders/new");
        assertThat(new JsonObject(await(admin.call(NamespaceAdminGrpcClient.GetNamespacePolicies, namespace("orders")))
                                .getPolicies())
                        .getInteger("max_producers_per_topic"))
                .isZero();
        assertThat(failure(admin.call(NamespaceAdminGrpcClient.DeleteNamespace, namespace("orders"))).text)
                .contains("/orders/new");
        await(danube.restart());
        RawClient again = new RawClient(vertx, danube.adminPort());
        await(again.call(TopicAdminGrpcClient.DeleteTopic, topic("/orders/new")));
        await(again.call(NamespaceAdminGrpcClient.DeleteNamespace, namespace("orders")));

        assertThat(failure(again.call(NamespaceAdminGrpcClient.GetNamespaceTopics, namespace("orders"))).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(again.call(NamespaceAdminGrpcClient.CreateNamespace, namespace("a/b"))).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(again.call(NamespaceAdminGrpcClient.CreateNamespace, namespace("default"))).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Test
    void isNotServedUnlessAskedFor() {
        EmbeddedDanube other = await(EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()));

        assertThatThrownBy(other::adminPort).hasMessageContaining("without an admin port");
        assertThat(failure(new RawClient(vertx, other.port())
                                .call(NamespaceAdminGrpcClient.GetNamespaceTopics, namespace("default")))
                        .status)
                .isEqualTo(GrpcStatus.UNIMPLEMENTED);
        await(other.close());
    }

    private void create(String name, DispatchStrategy strategy) {
        assertThat(await(admin.call(
                                TopicAdminGrpcClient.CreateTopic,
                                newTopic(name).toBuilder()
                                        .setDispatchStrategy(strategy)
                                        .build()))
                        .getSuccess())
                .isTrue();
    }

    private DescribeTopicResponse describe(String name) {
        return await(admin.call(
                TopicAdminGrpcClient.DescribeTopic,
                DescribeTopicRequest.newBuilder().setName(name).build()));
    }

    private void setPolicy(String subscription, SubscriptionFailurePolicy policy) {
        await(admin.call(
                TopicAdminGrpcClient.SetSubscriptionFailurePolicy,
                policyOf(TOPIC, policy).toBuilder()
                        .setSubscription(subscription)
                        .build()));
    }

    private GetSubscriptionFailurePolicyResponse policy(String subscription) {
        return await(admin.call(
                TopicAdminGrpcClient.GetSubscriptionFailurePolicy,
                GetSubscriptionFailurePolicyRequest.newBuilder()
                        .setTopic(TOPIC)
                        .setSubscription(subscription)
                        .build()));
    }

    private void setWindow(int messages) {
        await(admin.call(TopicAdminGrpcClient.SetSubscriptionDispatchConfig, windowOf(messages)));
    }

    private static SetSubscriptionDispatchConfigRequest windowOf(int messages) {
        return SetSubscriptionDispatchConfigRequest.newBuilder()
                .setTopic(TOPIC)
                .setSubscription("sub")
                .setDispatchConfig(SubscriptionDispatchConfig.newBuilder().setMaxUnackedMessages(messages))
                .build();
    }

    private static SetSubscriptionFailurePolicyRequest policyOf(String topic, SubscriptionFailurePolicy policy) {
        return SetSubscriptionFailurePolicyRequest.newBuilder()
                .setTopic(topic)
                .setSubscription("sub")
                .setFailurePolicy(policy)
                .build();
    }

    private static NewTopicRequest newTopic(String name) {
        return NewTopicRequest.newBuilder()
                .setName(name)
                .setDispatchStrategy(DispatchStrategy.Reliable)
                .build();
    }

    private static TopicRequest topic(String name) {
        return TopicRequest.newBuilder().setName(name).build();
    }

    private static NamespaceRequest namespace(String name) {
        return NamespaceRequest.newBuilder().setName(name).build();
    }
}
