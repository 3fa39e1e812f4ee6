package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.proto.admin.BrokerAdminGrpcClient;
import com.danubemessaging.proto.admin.BrokerInfo;
import com.danubemessaging.proto.admin.DescribeTopicRequest;
import com.danubemessaging.proto.admin.Empty;
import com.danubemessaging.proto.admin.NamespaceAdminGrpcClient;
import com.danubemessaging.proto.admin.NamespaceRequest;
import com.danubemessaging.proto.admin.TopicAdminGrpcClient;
import com.danubemessaging.proto.admin.TopicRequest;
import io.vertx.grpc.common.GrpcStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the admin port answers as the only broker of a cluster. */
class ClusterAdminTest extends BrokerTest {

    private static final Empty NOTHING = Empty.getDefaultInstance();

    @SuppressWarnings("NullAway.Init") // set before each test
    private RawClient admin;

    @Override
    void configure(EmbeddedDanubeOptions options) {
        options.setAdminPort(0).addNamespace("orders");
    }

    @BeforeEach
    void connect() {
        admin = new RawClient(vertx, danube.adminPort());
    }

    @Test
    void isTheOnlyBrokerAndLeadsTheCluster() {
        BrokerInfo broker = await(admin.call(BrokerAdminGrpcClient.ListBrokers, NOTHING))
                .getBrokersList()
                .get(0);

        assertThat(broker.getBrokerAddr()).isEqualTo(danube.serviceUrl());
        assertThat(broker.getAdminAddr()).isEqualTo("http://127.0.0.1:" + danube.adminPort());
        assertThat(broker.getBrokerRole()).isEqualTo("Cluster_Leader");
        assertThat(broker.getBrokerStatus()).isEqualTo("active");
        assertThat(await(admin.call(BrokerAdminGrpcClient.GetLeaderBroker, NOTHING))
                        .getLeader())
                .isEqualTo(broker.getBrokerId());
        await(danube.createTopic(TOPIC, DispatchMode.RELIABLE));
        assertThat(await(admin.call(
                                TopicAdminGrpcClient.DescribeTopic,
                                DescribeTopicRequest.newBuilder().setName(TOPIC).build()))
                        .getBrokerId())
                .as("the id that topics are found under")
                .isEqualTo(broker.getBrokerId());
    }

    @Test
    void listsAllNamespaces() {
        await(admin.call(
                NamespaceAdminGrpcClient.CreateNamespace,
                NamespaceRequest.newBuilder().setName("late").build()));

        assertThat(await(admin.call(BrokerAdminGrpcClient.ListNamespaces, NOTHING))
                        .getNamespacesList())
                .containsExactly("default", "late", "orders", "system");
    }

    @Test
    void deletesPartitionsTogetherOnly() {
        await(danube.createTopic(TOPIC + "-part-0", DispatchMode.RELIABLE));
        await(danube.createTopic(TOPIC + "-part-1", DispatchMode.RELIABLE));
        await(danube.createTopic(TOPIC + "-part-time", DispatchMode.RELIABLE));

        RpcFailure alone = failure(admin.call(TopicAdminGrpcClient.DeleteTopic, topic(TOPIC + "-part-0")));
        assertThat(alone.status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(alone.text).startsWith("Cannot delete individual partition " + TOPIC + "-part-0");
        assertThat(await(danube.topics())).hasSize(3);

        await(admin.call(TopicAdminGrpcClient.DeleteTopic, topic(TOPIC)));
        assertThat(await(danube.topics())).containsExactly(TOPIC + "-part-time");
        await(admin.call(TopicAdminGrpcClient.DeleteTopic, topic(TOPIC + "-part-time")));
        assertThat(await(danube.topics())).isEmpty();
    }

    private static TopicRequest topic(String name) {
        return TopicRequest.newBuilder().setName(name).build();
    }
}
