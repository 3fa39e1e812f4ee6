package com.danubemessaging.connect.runtime.pump;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EngineTurnTest {

    private final List<String> log = new ArrayList<>();
    private long time = 1;
    private LongConsumer flush = now -> log.add("flush");

    /** Runs on an event loop; completes when {@code turn} has been idle for a whole turn of the loop. */
    private List<String> on(Vertx vertx, Consumer<EngineTurn> use) throws Exception {
        Promise<List<String>> result = Promise.promise();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(start -> {
            EngineTurn turn = new EngineTurn(
                    vertx,
                    () -> time,
                    now -> flush.accept(now),
                    now -> log.add("timer"),
                    failure -> log.add("broken: " + failure.getMessage()));
            use.accept(turn);
            context.runOnContext(first ->
                    context.runOnContext(second -> context.runOnContext(third -> result.complete(List.copyOf(log)))));
        });
        return result.future().await(5, SECONDS);
    }

    @Test
    void endsTheConnectorWhenTheEngineThrowsAndNeverCallsItAgain(Vertx vertx) throws Exception {
        List<String> seen = on(vertx, turn -> {
            turn.enter(now -> {
                turn.enter(later -> log.add("queued"));
                throw new IllegalStateException("half-way");
            });
            turn.enter(now -> log.add("after"));
        });

        assertThat(seen).containsExactly("broken: half-way");
    }

    @Test
    void flushesOnceForAllThatHappenedInOneTurn(Vertx vertx) throws Exception {
        List<String> seen = on(vertx, turn -> {
            turn.enter(now -> log.add("a"));
            turn.enter(now -> log.add("b"));
        });

        assertThat(seen).containsExactly("a", "b", "flush");
    }

    @Test
    void runsACallFromInsideAnotherAfterIt(Vertx vertx) throws Exception {
        List<String> seen = on(
                vertx,
                turn -> turn.enter(now -> {
                    turn.enter(later -> log.add("inner"));
                    log.add("outer");
                }));

        assertThat(seen).startsWith("outer", "inner");
    }

    @Test
    void flushesAgainWhenAFlushLedToMore(Vertx vertx) throws Exception {
        List<String> seen = on(vertx, turn -> {
            flush = now -> {
                log.add("flush");
                if (log.size() == 2) {
                    turn.enter(later -> log.add("answer"));
                }
            };
            turn.enter(now -> log.add("a"));
        });

        assertThat(seen).containsExactly("a", "flush", "answer", "flush");
    }

    @Test
    void wakesTheEngineAtTheEarliestTimeItAskedFor(Vertx vertx) throws Exception {
        Promise<Void> woken = Promise.promise();
        vertx.getOrCreateContext().runOnContext(start -> {
            EngineTurn turn = new EngineTurn(
                    vertx, () -> time, now -> {}, now -> woken.tryComplete(), failure -> woken.tryFail(failure));
            turn.wakeAt(60_000);
            turn.wakeAt(5);
            turn.wakeAt(90_000);
        });

        Future<Void> future = woken.future();
        future.await(5, SECONDS);
        assertThat(future.succeeded()).isTrue();
    }

    @Test
    void doesNothingOnceClosed(Vertx vertx) throws Exception {
        List<String> seen = on(vertx, turn -> {
            turn.enter(now -> log.add("before"));
            turn.close();
            turn.enter(now -> log.add("after"));
            turn.wakeAt(2);
        });

        assertThat(seen).containsExactly("before");
    }
}
