package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.admin.DescribeTopicRequest;
import com.danubemessaging.proto.admin.DescribeTopicResponse;
import com.danubemessaging.proto.admin.GetSubscriptionDispatchConfigRequest;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyResponse;
import com.danubemessaging.proto.admin.NamespaceRequest;
import com.danubemessaging.proto.admin.SetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.TopicInfo;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.SubscriptionType;
import com.danubemessaging.vertx.client.admin.DanubeAdmin;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.SubscriptionLag;
import com.danubemessaging.vertx.client.admin.TopicDescription;
import com.google.protobuf.MessageLite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Single calls on one connection to an admin port; see {@link DanubeAdmin}. */
public final class ConfinedDanubeAdmin implements DanubeAdmin {

    private final ClientScope scope;
    private boolean closed;

    private ConfinedDanubeAdmin(ClientScope scope) {
        this.scope = scope;
    }

    /** See {@link DanubeAdmin#create}. */
    public static DanubeAdmin create(Vertx vertx, DanubeClientOptions options) {
        BrokerAddress.parse(options.getServiceUrl());
        return new ConfinedDanubeAdmin(new ClientScope(vertx, new DanubeClientOptions(options)));
    }

    @Override
    public Future<Optional<FailurePolicy>> failurePolicy(String topic, String subscription) {
        return policyAnswer(topic, subscription)
                .map(answer -> answer.hasFailurePolicy()
                        ? Optional.of(PolicyMessages.policy(answer.getFailurePolicy()))
                        : Optional.empty());
    }

    @Override
    public Future<Optional<SubscriptionType>> subscriptionType(String topic, String subscription) {
        return policyAnswer(topic, subscription).map(answer -> switch (answer.getSubscriptionType()) {
            case 0 -> Optional.of(SubscriptionType.EXCLUSIVE);
            case 1 -> Optional.of(SubscriptionType.SHARED);
            case 2 -> Optional.of(SubscriptionType.FAILOVER);
            case 3 -> Optional.of(SubscriptionType.KEY_SHARED);
            default -> Optional.empty();
        });
    }

    private Future<GetSubscriptionFailurePolicyResponse> policyAnswer(String topic, String subscription) {
        return call(
                AdminMethods.POLICY,
                GetSubscriptionFailurePolicyRequest.newBuilder()
                        .setTopic(topic)
                        .setSubscription(subscription)
                        .build(),
                topic);
    }

    @Override
    public Future<Void> setFailurePolicy(String topic, String subscription, FailurePolicy policy) {
        return call(
                        AdminMethods.SET_POLICY,
                        SetSubscriptionFailurePolicyRequest.newBuilder()
                                .setTopic(topic)
                                .setSubscription(subscription)
                                .setFailurePolicy(PolicyMessages.message(policy))
                                .build(),
                        topic)
                .compose(answer -> answer.getSuccess()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new DanubeException(
                                Kind.CONFIGURATION,
                                "Could not " + Operation.SET_POLICY.words() + " " + topic
                                        + ": the broker answered that it did not do so, and not why")));
    }

    @Override
    public Future<OptionalInt> window(String topic, String subscription) {
        return call(
                        AdminMethods.WINDOW,
                        GetSubscriptionDispatchConfigRequest.newBuilder()
                                .setTopic(topic)
                                .setSubscription(subscription)
                                .build(),
                        topic)
                .map(answer -> answer.hasDispatchConfig()
                        ? OptionalInt.of(answer.getDispatchConfig().getMaxUnackedMessages())
                        : OptionalInt.empty());
    }

    @Override
    public Future<TopicDescription> describe(String topic) {
        return call(
                        AdminMethods.DESCRIBE,
                        DescribeTopicRequest.newBuilder().setName(topic).build(),
                        topic)
                .map(ConfinedDanubeAdmin::description);
    }

    private static TopicDescription description(DescribeTopicResponse answer) {
        Map<String, SubscriptionLag> lags = new HashMap<>();
        answer.getLagsList()
                .forEach(lag -> lags.put(
                        lag.getSubscription(),
                        new SubscriptionLag(lag.getUnacked(), lag.getBacklog(), lag.getBlocked())));
        // A Danube broker may repeat a name: it counts metadata keys.
        return new TopicDescription(
                answer.getName(),
                answer.getDelivery().equals("Reliable"),
                new HashSet<>(answer.getSubscriptionsList()),
                lags);
    }

    @Override
    public Future<List<String>> topics(String namespace) {
        return call(
                        AdminMethods.TOPICS,
                        NamespaceRequest.newBuilder().setName(namespace).build(),
                        namespace)
                .map(answer ->
                        answer.getTopicsList().stream().map(TopicInfo::getName).toList());
    }

    private <T> Future<T> call(RpcMethod<T> method, MessageLite request, String about) {
        return scope.onContext(() -> closed
                ? Future.failedFuture(new DanubeException(Kind.CLOSED, "The admin client was closed"))
                : scope.channel(scope.serviceLocation()).call(method, request, about));
    }

    @Override
    public Future<Void> close() {
        return scope.onContext(() -> {
            if (closed) {
                return Future.succeededFuture();
            }
            closed = true;
            return scope.close();
        });
    }
}
