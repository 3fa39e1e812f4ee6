package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.vertx.client.SubscriptionType;
import com.danubemessaging.vertx.client.admin.DanubeAdmin;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.SubscriptionLag;
import com.danubemessaging.vertx.client.admin.TopicDescription;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** An admin port that answers as told. Confined to the context of the test. */
final class FakeAdmin implements DanubeAdmin {

    /** What every call meets first; a failed future is its answer, one that never completes is silence. */
    Supplier<Future<Void>> trouble = Future::succeededFuture;

    boolean isReliable = true;

    final Map<String, FailurePolicy> policies = new HashMap<>();
    final Map<String, SubscriptionLag> lags = new HashMap<>();
    final List<String> calls = new ArrayList<>();

    private <T> Future<T> answer(String call, Supplier<T> answer) {
        calls.add(call);
        return trouble.get().map(ignored -> answer.get());
    }

    @Override
    public Future<Optional<FailurePolicy>> failurePolicy(String topic, String subscription) {
        return answer("get " + topic, () -> Optional.ofNullable(policies.get(topic)));
    }

    @Override
    public Future<Optional<SubscriptionType>> subscriptionType(String topic, String subscription) {
        return answer("type " + topic, Optional::empty);
    }

    @Override
    public Future<Void> setFailurePolicy(String topic, String subscription, FailurePolicy policy) {
        return answer("set " + topic, () -> {
            policies.put(topic, policy);
            return null;
        });
    }

    @Override
    public Future<OptionalInt> window(String topic, String subscription) {
        return answer("window " + topic, OptionalInt::empty);
    }

    @Override
    public Future<TopicDescription> describe(String topic) {
        return answer("describe " + topic, () -> new TopicDescription(topic, isReliable, Set.of(), lags));
    }

    @Override
    public Future<List<String>> topics(String namespace) {
        return answer("topics " + namespace, List::of);
    }

    @Override
    public Future<Void> close() {
        calls.add("close");
        return Future.succeededFuture();
    }
}
