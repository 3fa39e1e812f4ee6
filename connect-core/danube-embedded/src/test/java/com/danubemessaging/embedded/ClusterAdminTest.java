package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.proto.admin.TopicAdminGrpcClient;
import com.danubemessaging.proto.admin.TopicRequest;
import io.vertx.grpc.common.GrpcStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the admin port answers as a broker in cluster mode. */
class ClusterAdminTest extends BrokerTest {

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
