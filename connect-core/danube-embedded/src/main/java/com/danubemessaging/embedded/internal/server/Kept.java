package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.internal.broker.Broker;
import com.danubemessaging.embedded.internal.broker.BrokerException;
import com.danubemessaging.embedded.internal.broker.BrokerException.Code;
import com.danubemessaging.embedded.internal.storage.StorageException;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers that leave only once what they promise is kept. */
final class Kept {

    private final Supplier<Broker> broker;

    /**
     * Answers of whatever broker is alive.
     *
     * @param broker throws UNAVAILABLE while there is none
     */
    Kept(Supplier<Broker> broker) {
        this.broker = broker;
    }

    /** A call whose effects are kept before it is answered; a store that fails makes it PERMISSION_DENIED. */
    <Q, R> Function<Q, Future<R>> kept(Function<Q, Future<R>> call) {
        return request -> call.apply(request).compose(this::kept);
    }

    private <R> Future<R> kept(R reply) {
        return after(broker.get().flushed(), reply);
    }

    /** A call that waits while its topic is held up by a consumer that does not read; see hazard H5. */
    <Q, R> Function<Q, Future<R>> unhurried(Function<Q, String> topicOf, Function<Q, Future<R>> call) {
        return request -> call.apply(request).compose(reply -> {
            CompletionStage<Void> congestion = broker.get().congestion(topicOf.apply(request));
            return congestion == null
                    ? Future.succeededFuture(reply)
                    : Future.fromCompletionStage(congestion).map(reply);
        });
    }

    /** A value, once something is kept. */
    static <R> Future<R> after(CompletionStage<Void> flushed, R value) {
        CompletableFuture<Void> future = flushed.toCompletableFuture();
        if (future.isDone() && !future.isCompletedExceptionally()) {
            return Future.succeededFuture(value);
        }
        return Future.fromCompletionStage(flushed)
                .map(value)
                .recover(failure -> Future.failedFuture(
                        failure instanceof StorageException refused
                                ? new BrokerException(Code.PERMISSION_DENIED, refused.explanation())
                                : failure));
    }
}
