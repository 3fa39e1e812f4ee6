package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.admin.DescribeTopicResponse;
import com.danubemessaging.proto.admin.GetSubscriptionDispatchConfigResponse;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyResponse;
import com.danubemessaging.proto.admin.SubscriptionResponse;
import com.danubemessaging.proto.admin.TopicInfoListResponse;
import com.google.protobuf.Parser;

/** The methods of the admin port that are used. They are never routed by a proxy: any broker answers them. */
final class AdminMethods {

    static final RpcMethod<GetSubscriptionFailurePolicyResponse> POLICY = method(
            Operation.READ_POLICY, "GetSubscriptionFailurePolicy", GetSubscriptionFailurePolicyResponse.parser());
    static final RpcMethod<SubscriptionResponse> SET_POLICY =
            method(Operation.SET_POLICY, "SetSubscriptionFailurePolicy", SubscriptionResponse.parser());
    static final RpcMethod<GetSubscriptionDispatchConfigResponse> WINDOW = method(
            Operation.READ_WINDOW, "GetSubscriptionDispatchConfig", GetSubscriptionDispatchConfigResponse.parser());
    static final RpcMethod<DescribeTopicResponse> DESCRIBE =
            method(Operation.DESCRIBE, "DescribeTopic", DescribeTopicResponse.parser());
    static final RpcMethod<TopicInfoListResponse> TOPICS =
            method(Operation.LIST_TOPICS, "ListNamespaceTopics", TopicInfoListResponse.parser());

    private AdminMethods() {}

    private static <T> RpcMethod<T> method(Operation operation, String name, Parser<T> parser) {
        return new RpcMethod<>(operation, "/danube_admin.TopicAdmin/" + name, parser, false);
    }
}
