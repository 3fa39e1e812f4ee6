package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.internal.broker.Broker;
import com.danubemessaging.embedded.internal.broker.BrokerAdmin;
import com.danubemessaging.embedded.internal.broker.BrokerException;
import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.TopicStats;
import com.danubemessaging.proto.admin.BrokerRequest;
import com.danubemessaging.proto.admin.DescribeTopicRequest;
import com.danubemessaging.proto.admin.DescribeTopicResponse;
import com.danubemessaging.proto.admin.GetSubscriptionDispatchConfigRequest;
import com.danubemessaging.proto.admin.GetSubscriptionDispatchConfigResponse;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyResponse;
import com.danubemessaging.proto.admin.NamespaceAdminGrpcService;
import com.danubemessaging.proto.admin.NamespaceRequest;
import com.danubemessaging.proto.admin.NamespaceResponse;
import com.danubemessaging.proto.admin.NewTopicRequest;
import com.danubemessaging.proto.admin.PartitionedTopicRequest;
import com.danubemessaging.proto.admin.PolicyResponse;
import com.danubemessaging.proto.admin.SetSubscriptionDispatchConfigRequest;
import com.danubemessaging.proto.admin.SetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.SubscriptionDispatchConfig;
import com.danubemessaging.proto.admin.SubscriptionListResponse;
import com.danubemessaging.proto.admin.SubscriptionRequest;
import com.danubemessaging.proto.admin.SubscriptionResponse;
import com.danubemessaging.proto.admin.TopicAdminGrpcService;
import com.danubemessaging.proto.admin.TopicInfoListResponse;
import com.danubemessaging.proto.admin.TopicListResponse;
import com.danubemessaging.proto.admin.TopicRequest;
import com.danubemessaging.proto.admin.TopicResponse;
import io.vertx.core.Future;
import io.vertx.grpc.common.ServiceMethod;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The calls of the admin port that concern topics, subscriptions and namespaces, and the status of each refusal. */
final class AdminCalls {

    private static final TopicResponse TOPIC_DONE =
            TopicResponse.newBuilder().setSuccess(true).build();
    private static final SubscriptionResponse SUBSCRIPTION_DONE =
            SubscriptionResponse.newBuilder().setSuccess(true).build();
    private static final NamespaceResponse NAMESPACE_DONE =
            NamespaceResponse.newBuilder().setSuccess(true).build();

    private final Supplier<Broker> broker;

    /**
     * Calls on whatever broker is alive.
     *
     * @param broker throws UNAVAILABLE while there is none
     */
    AdminCalls(Supplier<Broker> broker) {
        this.broker = broker;
    }

    void bind(GrpcCalls calls) {
        Kept kept = new Kept(broker);
        read(calls, NamespaceAdminGrpcService.GetNamespaceTopics, this::namespaceTopics);
        read(calls, NamespaceAdminGrpcService.GetNamespacePolicies, this::namespacePolicies);
        change(calls, kept, NamespaceAdminGrpcService.CreateNamespace, this::createNamespace);
        change(calls, kept, NamespaceAdminGrpcService.DeleteNamespace, this::deleteNamespace);
        read(calls, TopicAdminGrpcService.ListNamespaceTopics, this::listNamespaceTopics);
        read(calls, TopicAdminGrpcService.ListBrokerTopics, this::listBrokerTopics);
        change(calls, kept, TopicAdminGrpcService.CreateTopic, this::createTopic);
        change(calls, kept, TopicAdminGrpcService.CreatePartitionedTopic, this::createPartitions);
        change(calls, kept, TopicAdminGrpcService.DeleteTopic, this::deleteTopic);
        change(calls, kept, TopicAdminGrpcService.UnloadTopic, this::unloadTopic);
        read(calls, TopicAdminGrpcService.ListSubscriptions, this::listSubscriptions);
        change(calls, kept, TopicAdminGrpcService.Unsubscribe, this::unsubscribe);
        change(calls, kept, TopicAdminGrpcService.SetSubscriptionFailurePolicy, this::setPolicy);
        read(calls, TopicAdminGrpcService.GetSubscriptionFailurePolicy, this::policy);
        read(calls, TopicAdminGrpcService.DescribeTopic, this::describe);
        change(calls, kept, TopicAdminGrpcService.SetSubscriptionDispatchConfig, this::setWindow);
        read(calls, TopicAdminGrpcService.GetSubscriptionDispatchConfig, this::window);
    }

    private TopicListResponse namespaceTopics(NamespaceRequest request) {
        return TopicListResponse.newBuilder()
                .addAllTopics(admin().topicsOf(request.getName()))
                .build();
    }

    private PolicyResponse namespacePolicies(NamespaceRequest request) {
        admin().requireNamespace(request.getName());
        return PolicyResponse.newBuilder()
                .setPolicies(AdminMessages.policies(broker.get().settings().limits()))
                .build();
    }

    private NamespaceResponse createNamespace(NamespaceRequest request) {
        return failingAsNotFound(() -> {
            admin().createNamespace(request.getName());
            return NAMESPACE_DONE;
        });
    }

    private NamespaceResponse deleteNamespace(NamespaceRequest request) {
        return failingAsNotFound(() -> {
            admin().deleteNamespace(request.getName());
            return NAMESPACE_DONE;
        });
    }

    private TopicInfoListResponse listNamespaceTopics(NamespaceRequest request) {
        return infos(admin().topicsOf(request.getName()));
    }

    private TopicInfoListResponse listBrokerTopics(BrokerRequest request) {
        boolean isThisBroker =
                request.getBrokerId().isEmpty() || request.getBrokerId().equals(admin().brokerId());
        return infos(isThisBroker ? admin().topics() : List.of());
    }

    private TopicResponse createTopic(NewTopicRequest request) {
        var mode = AdminMessages.mode(request.getDispatchStrategyValue());
        return failingAsNotFound(() -> {
            admin().createTopics(
                            List.of(request.getName()),
                            mode,
                            request.hasSchemaSubject() ? request.getSchemaSubject() : null);
            return TOPIC_DONE;
        });
    }

    private TopicResponse createPartitions(PartitionedTopicRequest request) {
        var mode = AdminMessages.mode(request.getDispatchStrategyValue());
        return failingAsNotFound(() -> {
            admin().createTopics(
                            BrokerAdmin.partitionNames(request.getBaseName(), request.getPartitions()),
                            mode,
                            request.hasSchemaSubject() ? request.getSchemaSubject() : null);
            return TOPIC_DONE;
        });
    }

    private TopicResponse deleteTopic(TopicRequest request) {
        return failingAsNotFound(() -> {
            admin().deleteTopic(request.getName());
            return TOPIC_DONE;
        });
    }

    private TopicResponse unloadTopic(TopicRequest request) {
        return failingAsNotFound(() -> {
            admin().unloadTopic(request.getName());
            return TOPIC_DONE;
        });
    }

    private SubscriptionListResponse listSubscriptions(TopicRequest request) {
        return SubscriptionListResponse.newBuilder()
                .addAllSubscriptions(
                        admin().stats(request.getName()).subscriptions().keySet())
                .build();
    }

    private SubscriptionResponse unsubscribe(SubscriptionRequest request) {
        return failingAsNotFound(() -> {
            admin().unsubscribe(request.getTopic(), request.getSubscription());
            return SUBSCRIPTION_DONE;
        });
    }

    private SubscriptionResponse setPolicy(SetSubscriptionFailurePolicyRequest request) {
        if (!request.hasFailurePolicy()) {
            throw new IllegalArgumentException("failure_policy is missing");
        }
        admin().requireReliable(request.getTopic());
        FailurePolicy policy = AdminMessages.policy(request.getFailurePolicy());
        admin().setFailurePolicy(request.getTopic(), request.getSubscription(), policy);
        return SUBSCRIPTION_DONE;
    }

    private GetSubscriptionFailurePolicyResponse policy(GetSubscriptionFailurePolicyRequest request) {
        GetSubscriptionFailurePolicyResponse.Builder response = GetSubscriptionFailurePolicyResponse.newBuilder()
                .setSubscriptionType(admin().typeNumber(request.getTopic(), request.getSubscription()));
        admin().failurePolicy(request.getTopic(), request.getSubscription())
                .map(AdminMessages::message)
                .ifPresent(response::setFailurePolicy);
        return response.build();
    }

    private SubscriptionResponse setWindow(SetSubscriptionDispatchConfigRequest request) {
        if (!request.hasDispatchConfig()) {
            throw new IllegalArgumentException("dispatch_config is missing");
        }
        admin().setWindow(
                        request.getTopic(),
                        request.getSubscription(),
                        request.getDispatchConfig().getMaxUnackedMessages());
        return SUBSCRIPTION_DONE;
    }

    private GetSubscriptionDispatchConfigResponse window(GetSubscriptionDispatchConfigRequest request) {
        int window = admin().window(request.getTopic(), request.getSubscription());
        GetSubscriptionDispatchConfigResponse.Builder response = GetSubscriptionDispatchConfigResponse.newBuilder();
        if (window > 0) {
            response.setDispatchConfig(SubscriptionDispatchConfig.newBuilder().setMaxUnackedMessages(window));
        }
        return response.build();
    }

    private DescribeTopicResponse describe(DescribeTopicRequest request) {
        TopicStats stats = admin().stats(request.getName());
        DescribeTopicResponse.Builder response = DescribeTopicResponse.newBuilder()
                .setName(stats.name())
                .setBrokerId(admin().brokerId())
                .setDelivery(AdminMessages.delivery(stats.mode()))
                .addAllSubscriptions(stats.subscriptions().keySet());
        stats.subscriptions().values().forEach(subscription -> response.addLags(AdminMessages.lag(subscription)));
        admin().schemaOf(request.getName()).ifPresent(subject -> response.setSchemaSubject(subject.name())
                .setSchemaId(subject.id())
                .setSchemaVersion(subject.latest().version())
                .setSchemaType(subject.latest().definition().type().wireName())
                .setCompatibilityMode(subject.mode().name()));
        return response.build();
    }

    private TopicInfoListResponse infos(List<String> topics) {
        TopicInfoListResponse.Builder response = TopicInfoListResponse.newBuilder();
        for (String topic : topics) {
            response.addTopics(AdminMessages.info(topic, admin().stats(topic).mode(), admin().brokerId()));
        }
        return response.build();
    }

    private BrokerAdmin admin() {
        return broker.get().admin();
    }

    private static <Q, R> void read(GrpcCalls calls, ServiceMethod<Q, R> method, Function<Q, R> work) {
        calls.unary(method, request -> answer(work, request));
    }

    private static <Q, R> void change(GrpcCalls calls, Kept kept, ServiceMethod<Q, R> method, Function<Q, R> work) {
        calls.unary(method, kept.kept(request -> answer(work, request)));
    }

    private static <Q, R> Future<R> answer(Function<Q, R> work, Q request) {
        try {
            return Future.succeededFuture(work.apply(request));
        } catch (IllegalArgumentException invalid) {
            throw new BrokerException(Code.INVALID_ARGUMENT, String.valueOf(invalid.getMessage()));
        }
    }

    /** Danube protocol: admin services, failed calls that create, delete, unload or unsubscribe. */
    private static <R> R failingAsNotFound(Supplier<R> work) {
        try {
            return work.get();
        } catch (BrokerException refused) {
            throw new BrokerException(Code.NOT_FOUND, String.valueOf(refused.getMessage()));
        }
    }
}
