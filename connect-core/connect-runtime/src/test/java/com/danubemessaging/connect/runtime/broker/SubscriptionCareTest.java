package com.danubemessaging.connect.runtime.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.admin.BackoffStrategy;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.PoisonPolicy;
import com.danubemessaging.vertx.client.admin.SubscriptionLag;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SubscriptionCareTest {

    private static final String TOPIC = "/default/orders-part-0";
    private static final ConsumerConfig READER =
            ConsumerConfig.of("/default/orders", "reader", "all", SubscriptionType.EXCLUSIVE);
    private static final FailurePolicy SAFE = SafePolicy.from(FailurePolicy.BROKER_DEFAULT, SubscriptionType.EXCLUSIVE);
    private static final FailurePolicy DROPPING = new FailurePolicy(
            0,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            BackoffStrategy.EXPONENTIAL,
            PoisonPolicy.DROP,
            null);

    private final FakeAdmin admin = new FakeAdmin();
    private Context context;
    private SubscriptionCare care;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        context = vertx.getOrCreateContext();
        care = new SubscriptionCare(vertx, admin, "http://localhost:50051", Duration.ofMillis(40));
    }

    @AfterEach
    void stop() throws Exception {
        on(() -> care.close().map("closed"));
    }

    private <T> T on(Supplier<Future<T>> step) throws Exception {
        Promise<T> done = Promise.promise();
        context.runOnContext(ignored -> step.get().onComplete(done));
        return done.future().await(10, SECONDS);
    }

    private <T> T see(Supplier<T> look) throws Exception {
        return on(() -> Future.succeededFuture(look.get()));
    }

    private void until(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .until(condition);
    }

    private void prepare() throws Exception {
        on(() -> care.prepare(TOPIC, READER).map("prepared"));
    }

    private void change(Runnable change) throws Exception {
        see(() -> {
            change.run();
            return "changed";
        });
    }

    private JsonObject policy() throws Exception {
        return see(() -> care.view(TOPIC, "all").policy().orElse(new JsonObject()));
    }

    private static Supplier<Future<Void>> failing(Kind kind, String text) {
        return () -> Future.failedFuture(new DanubeException(kind, text));
    }

    @Test
    void letsTheReaderSubscribeThoughNobodyAnswersAndTriesAgain() throws Exception {
        change(() -> admin.trouble = failing(Kind.TRANSIENT, "Connection refused"));

        prepare();

        assertThat(see(() -> care.problem().orElse(""))).contains("http://localhost:50051", "Connection refused");
        assertThat(see(() -> care.view(TOPIC, "all"))).isEqualTo(BrokerView.UNKNOWN);
        change(() -> admin.trouble = Future::succeededFuture);
        until(() -> see(() -> care.problem().isEmpty()));
        assertThat(see(() -> admin.policies.get(TOPIC))).isEqualTo(SAFE);
    }

    @Test
    void doesNotMakeTheNextReaderWaitWhereTheFirstHasWaitedInVain() throws Exception {
        change(() -> admin.trouble = failing(Kind.TRANSIENT, "away"));
        prepare();
        change(() -> admin.trouble = () -> Promise.<Void>promise().future());

        on(() -> care.prepare("/default/orders-part-1", READER).map("prepared"));
        prepare();
    }

    @Test
    void letsTheReaderSubscribeThoughItMayNotAdministrate() throws Exception {
        change(() -> admin.trouble = failing(Kind.AUTHORIZATION, "ManageTopic is what it needs"));

        prepare();

        assertThat(see(() -> care.problem().orElse(""))).contains("ManageTopic");
        assertThat(policy()).isEmpty();
    }

    @Test
    void goesOnWithTheOtherTopicsWhereOneIsRefused() throws Exception {
        String other = "/default/orders-part-1";
        prepare();
        on(() -> care.prepare(other, READER).map("prepared"));
        change(() -> {
            admin.policies.put(other, DROPPING);
            admin.trouble = () -> admin.calls.get(admin.calls.size() - 1).endsWith(TOPIC)
                    ? Future.failedFuture(new DanubeException(Kind.AUTHORIZATION, "not this one"))
                    : Future.succeededFuture();
        });

        until(() -> see(() -> SAFE.equals(admin.policies.get(other))));
    }

    @Test
    void setsThePolicyBeforeTheFirstReaderAndSaysThatItIsInForce() throws Exception {
        prepare();

        assertThat(see(() -> admin.policies.get(TOPIC))).isEqualTo(SAFE);
        assertThat(policy())
                .isEqualTo(new JsonObject()
                        .put("max_redelivery_count", Integer.MAX_VALUE)
                        .put("ack_timeout_ms", Duration.ofDays(30).toMillis())
                        .put("poison_policy", "block")
                        .put("in_force", "yes"));
    }

    @Test
    void takesDropAwayFromASubscriptionThatWasThereBeforeAndDoesNotPromiseWhatTheBrokerWillDoLater() throws Exception {
        change(() -> admin.policies.put(TOPIC, DROPPING));

        prepare();

        assertThat(see(() -> admin.policies.get(TOPIC).poisonPolicy())).isEqualTo(PoisonPolicy.BLOCK);
        assertThat(policy().getString("in_force")).isEqualTo("once the broker loads the topic again");
    }

    @Test
    void doesNotClaimToKnowSinceWhenAPolicyIsStored() throws Exception {
        change(() -> admin.policies.put(TOPIC, SAFE));

        prepare();

        assertThat(policy().getString("in_force")).isEqualTo("unknown");
        assertThat(see(() -> admin.calls)).doesNotContain("set " + TOPIC);
    }

    @Test
    void putsRightWhatSomebodyChangesMeanwhile() throws Exception {
        prepare();

        change(() -> admin.policies.put(TOPIC, DROPPING));

        until(() -> see(() -> admin.policies.get(TOPIC).poisonPolicy() == PoisonPolicy.BLOCK));
        assertThat(policy().getString("in_force")).isEqualTo("once the broker loads the topic again");
    }

    @Test
    void setsNothingOnATopicThatIsNotReliableAndLooksAgainAtTheNextSubscribe() throws Exception {
        change(() -> admin.isReliable = false);
        prepare();
        assertThat(see(() -> admin.policies)).isEmpty();

        change(() -> admin.isReliable = true);
        prepare();

        assertThat(see(() -> admin.policies)).containsEntry(TOPIC, SAFE);
    }

    @Test
    void tellsTheLagUntilItIsNotKnownAnyMore() throws Exception {
        prepare();
        assertThat(see(() -> care.view(TOPIC, "all").lag())).isEmpty();

        change(() -> admin.lags.put("all", new SubscriptionLag(3, 4, true)));
        until(() -> see(() -> care.view(TOPIC, "all").lag().isPresent()));
        assertThat(see(() -> care.view(TOPIC, "all").lag())).hasValue(7);
        assertThat(see(() -> care.view(TOPIC, "all").isBlocked())).isTrue();

        change(() -> admin.trouble = failing(Kind.TRANSIENT, "away"));
        until(() -> see(() -> care.view(TOPIC, "all").lag().isEmpty()));
        assertThat(policy()).as("what was stored is still stored").isNotEmpty();
    }

    @Test
    void asksNothingMoreOnceItIsClosed() throws Exception {
        prepare();
        Promise<Void> late = Promise.promise();
        change(() -> admin.trouble = late::future);
        int before = see(() -> admin.calls.size());
        until(() -> see(() -> admin.calls.size()) > before);

        on(() -> care.close().map("closed"));
        int asked = see(() -> admin.calls.size());
        change(late::complete);

        assertThat(see(() -> admin.calls.size())).isEqualTo(asked);
        prepare();
        assertThat(see(() -> admin.calls.size())).isEqualTo(asked);
    }
}
