package com.danubemessaging.embedded;

import com.danubemessaging.proto.admin.DispatchStrategy;
import com.danubemessaging.proto.admin.GetSubscriptionDispatchConfigRequest;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyResponse;
import com.danubemessaging.proto.admin.NamespaceAdminGrpcClient;
import com.danubemessaging.proto.admin.NamespaceRequest;
import com.danubemessaging.proto.admin.NewTopicRequest;
import com.danubemessaging.proto.admin.SetSubscriptionDispatchConfigRequest;
import com.danubemessaging.proto.admin.SetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.SubscriptionDispatchConfig;
import com.danubemessaging.proto.admin.SubscriptionFailurePolicy;
import com.danubemessaging.proto.admin.TopicAdminGrpcClient;
import io.vertx.core.Future;
import java.util.List;

/** The admin port's wire by hand. */
record RawAdmin(RawClient client) {

    Future<?> createNamespace(String name) {
        return client.call(NamespaceAdminGrpcClient.CreateNamespace, namespace(name));
    }

    Future<?> deleteNamespace(String name) {
        return client.call(NamespaceAdminGrpcClient.DeleteNamespace, namespace(name));
    }

    Future<List<String>> topicsOf(String namespace) {
        return client.call(NamespaceAdminGrpcClient.GetNamespaceTopics, namespace(namespace))
                .map(answer -> List.copyOf(answer.getTopicsList()));
    }

    Future<?> createTopic(String name) {
        return client.call(
                TopicAdminGrpcClient.CreateTopic,
                NewTopicRequest.newBuilder()
                        .setName(name)
                        .setDispatchStrategy(DispatchStrategy.Reliable)
                        .build());
    }

    Future<?> setPolicy(String topic, String subscription, SubscriptionFailurePolicy policy) {
        return client.call(
                TopicAdminGrpcClient.SetSubscriptionFailurePolicy,
                SetSubscriptionFailurePolicyRequest.newBuilder()
                        .setTopic(topic)
                        .setSubscription(subscription)
                        .setFailurePolicy(policy)
                        .build());
    }

    Future<SubscriptionFailurePolicy> policy(String topic, String subscription) {
        return client.call(
                        TopicAdminGrpcClient.GetSubscriptionFailurePolicy,
                        GetSubscriptionFailurePolicyRequest.newBuilder()
                                .setTopic(topic)
                                .setSubscription(subscription)
                                .build())
                .map(GetSubscriptionFailurePolicyResponse::getFailurePolicy);
    }

    Future<?> setWindow(String topic, String subscription, int messages) {
        return client.call(
                TopicAdminGrpcClient.SetSubscriptionDispatchConfig,
                SetSubscriptionDispatchConfigRequest.newBuilder()
                        .setTopic(topic)
                        .setSubscription(subscription)
                        .setDispatchConfig(
                                SubscriptionDispatchConfig.newBuilder().setMaxUnackedMessages(messages))
                        .build());
    }

    Future<Integer> window(String topic, String subscription) {
        return client.call(
                        TopicAdminGrpcClient.GetSubscriptionDispatchConfig,
                        GetSubscriptionDispatchConfigRequest.newBuilder()
                                .setTopic(topic)
                                .setSubscription(subscription)
                                .build())
                .map(answer -> answer.getDispatchConfig().getMaxUnackedMessages());
    }

    private static NamespaceRequest namespace(String name) {
        return NamespaceRequest.newBuilder().setName(name).build();
    }
}
