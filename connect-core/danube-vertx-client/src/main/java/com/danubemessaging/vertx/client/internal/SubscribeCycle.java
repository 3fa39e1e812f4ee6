package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.proto.ConsumerRequest;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.TopicLocation;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to an open receive stream: find the broker, Subscribe, open the stream at once, and all of it again until it
 * has worked. Subscribed without a stream, a consumer would stall the topic for everybody (Danube protocol: a consumer
 * that does not read). One cycle at a time. Confined to its context.
 */
final class SubscribeCycle {

    /** Opens the receive stream of a consumer that has just been subscribed. */
    interface Opener {
        Future<Void> open(Channel channel, long consumerId);
    }

    /** First pause after a stream ended; a topic that moves is usually back by then. */
    private static final Duration REATTACH_BASE = Duration.ofMillis(100);

    private final ClientScope scope;
    private final Discovery discovery;
    private final ConsumerOptions options;
    private final String topic;
    private final Opener opener;
    private TopicLocation location;
    private long requestId;
    private @Nullable RetryLoop<Void> loop;
    private @Nullable Future<Void> outcome;

    SubscribeCycle(ClientScope scope, Discovery discovery, ConsumerOptions options, String topic, Opener opener) {
        this.scope = scope;
        this.discovery = discovery;
        this.options = options;
        this.topic = topic;
        this.opener = opener;
        this.location = scope.serviceLocation();
    }

    boolean isRunning() {
        return loop != null;
    }

    long nextRequestId() {
        return ++requestId;
    }

    /**
     * Joins the running cycle or starts one.
     *
     * @param failures streams that ended early in a row; 0 starts without a pause
     * @param permanent which failures end the cycle
     */
    Future<Void> run(int failures, Predicate<DanubeException> permanent) {
        if (outcome != null) {
            return outcome;
        }
        Duration base = scope.options().getBackoffBase().compareTo(REATTACH_BASE) < 0
                ? scope.options().getBackoffBase()
                : REATTACH_BASE;
        RetryLoop<Void> cycle = new RetryLoop<>(
                scope,
                Operation.SUBSCRIBE,
                topic,
                Backoff.of(base, scope.options().getBackoffMax()),
                this::subscribe,
                permanent);
        loop = cycle;
        Future<Void> running = failures == 0 ? cycle.start(Duration.ZERO) : cycle.startAfter(failures);
        outcome = running;
        running.onComplete(done -> {
            if (loop == cycle) {
                forget();
            }
        });
        return running;
    }

    private Future<Void> subscribe() {
        RetryLoop<Void> cycle = loop;
        return discovery.locate(topic, location).compose(found -> {
            location = found;
            Channel channel = scope.channel(found);
            return prepared()
                    .compose(v -> cycle == null || loop != cycle
                            ? left()
                            : channel.call(RpcMethod.SUBSCRIBE, request(), topic))
                    .compose(answer ->
                            cycle == null || loop != cycle ? left() : opener.open(channel, answer.getConsumerId()))
                    .onFailure(failure -> {
                        if (failure instanceof DanubeException known && known.grpcStatus() == null) {
                            location = scope.serviceLocation();
                        }
                    });
        });
    }

    private <T> Future<T> left() {
        return Future.failedFuture(new DanubeException(Kind.CLOSED, "Left " + topic));
    }

    private Future<Void> prepared() {
        Function<String, Future<Void>> preparation = options.getBeforeSubscribe();
        return preparation == null
                ? Future.succeededFuture()
                : preparation.apply(topic).otherwiseEmpty();
    }

    private ConsumerRequest request() {
        Supplier<String> names = options.getConsumerNameSupplier();
        return ConsumerRequest.newBuilder()
                .setRequestId(nextRequestId())
                .setTopicName(topic)
                .setConsumerName(names == null ? options.getConsumerName() : names.get())
                .setSubscription(options.getSubscription())
                .setSubscriptionType(wireType())
                .addAllKeyFilters(options.getKeyFilters())
                .build();
    }

    private ConsumerRequest.SubscriptionType wireType() {
        return switch (options.getType()) {
            case EXCLUSIVE -> ConsumerRequest.SubscriptionType.Exclusive;
            case SHARED -> ConsumerRequest.SubscriptionType.Shared;
            case FAILOVER -> ConsumerRequest.SubscriptionType.Failover;
            case KEY_SHARED -> ConsumerRequest.SubscriptionType.KeyShared;
        };
    }

    /** Ends the running cycle, if any. */
    void cancel(DanubeException reason) {
        RetryLoop<Void> cycle = loop;
        forget();
        if (cycle != null) {
            cycle.cancel(reason);
        }
    }

    private void forget() {
        loop = null;
        outcome = null;
    }
}
