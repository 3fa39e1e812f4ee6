package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.TopicLookupRequest;
import com.danubemessaging.proto.TopicLookupResponse;
import com.danubemessaging.proto.TopicLookupResponse.LookupType;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.TopicLocation;
import io.vertx.core.Future;
import java.util.List;

/** Questions to the service URL: who serves a topic, which partitions it has. Confined to its context. */
final class Discovery {

    private final ClientScope scope;
    private long requestId;

    Discovery(ClientScope scope) {
        this.scope = scope;
    }

    /**
     * Who serves the topic; the answer is final, redirects are not followed further (Danube protocol: TopicLookup
     * answers).
     */
    Future<TopicLocation> lookup(String topic) {
        return service().call(RpcMethod.TOPIC_LOOKUP, request(topic), topic).compose(answer -> located(topic, answer));
    }

    /**
     * Where to register for a topic. A failed lookup is not a failure: a topic that does not exist yet is found by
     * nobody, and its first producer goes to the fallback.
     */
    Future<TopicLocation> locate(String topic, TopicLocation fallback) {
        return lookup(topic).otherwise(fallback);
    }

    /** The topic's own partitions in numerical order; empty if it does not exist. */
    Future<List<String>> partitions(String topic) {
        return service()
                .call(RpcMethod.TOPIC_PARTITIONS, request(topic), topic)
                .map(answer -> TopicNames.ownPartitions(topic, answer.getPartitionsList()));
    }

    private Channel service() {
        return scope.channel(scope.serviceLocation());
    }

    private TopicLookupRequest request(String topic) {
        return TopicLookupRequest.newBuilder()
                .setRequestId(++requestId)
                .setTopic(topic)
                .build();
    }

    private static Future<TopicLocation> located(String topic, TopicLookupResponse answer) {
        LookupType type = answer.getResponseType();
        if (type != LookupType.Connect && type != LookupType.Redirect) {
            return Future.failedFuture(new DanubeException(
                    Kind.CONFIGURATION, "Could not look up " + topic + ": the broker answered " + type));
        }
        return Future.succeededFuture(
                new TopicLocation(answer.getConnectUrl(), answer.getBrokerUrl(), answer.getProxy()));
    }
}
