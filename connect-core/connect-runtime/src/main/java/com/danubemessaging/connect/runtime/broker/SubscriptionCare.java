package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.broker.CaredSubscription.Force;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.admin.DanubeAdmin;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the subscriptions of a sink on the brokers' admin port: makes sure that their failure policy is a
 * {@link SafePolicy}, before the first Subscribe where that can be, and asks from time to time how far they are behind.
 *
 * <p>It is an extra. Nothing here fails, and nothing waits for it but the first Subscribe of each partition, once and
 * for a few seconds at most. Afterwards subscriptions are visited one after the other, one call at a time. Confined to
 * the runtime's context.
 */
final class SubscriptionCare {

    /** Pause between two rounds; each is a quarter longer or shorter, so that connectors do not ask in step. */
    static final Duration INTERVAL = Duration.ofSeconds(20);

    /** Pause before the first round: the subscription is there by then, and its lag can be told. */
    private static final long FIRST_PAUSE_MILLIS = 1000;

    /** Longest time for which the first Subscribe of a partition waits. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final DanubeAdmin admin;
    private final CareLog log;
    private final long intervalMillis;
    private final Map<List<String>, CaredSubscription> cared = new LinkedHashMap<>();
    private long timer = NO_TIMER;
    private boolean isFirstRound = true;
    private boolean isClosed;

    SubscriptionCare(Vertx vertx, DanubeAdmin admin, String address, Duration interval) {
        this.vertx = vertx;
        this.admin = admin;
        this.intervalMillis = interval.toMillis();
        this.log = new CareLog(address, interval);
    }

    /**
     * Care by way of the configured admin port; null if there is none. Opens nothing yet.
     *
     * @throws ConfigurationException if its address cannot be used
     */
    static @Nullable SubscriptionCare of(Vertx vertx, BrokerAccess access) {
        DanubeClientOptions options = access.adminOptions(LONGEST_WAIT).orElse(null);
        if (options == null) {
            return null;
        }
        try {
            return new SubscriptionCare(
                    vertx,
                    DanubeAdmin.create(vertx, options),
                    access.adminAddress().orElse(""),
                    INTERVAL);
        } catch (DanubeException | IllegalArgumentException e) {
            throw new ConfigurationException("danube.admin_url: " + e.getMessage(), e);
        }
    }

    /**
     * To be called before each Subscribe.
     *
     * @param topic the name that the broker knows, of a partition where there are partitions
     * @return completes when Subscribe may be sent; never fails
     */
    Future<Void> prepare(String topic, ConsumerConfig config) {
        CaredSubscription subscription = cared.computeIfAbsent(
                List.of(topic, config.subscription()),
                key -> new CaredSubscription(topic, config.subscription(), config.type()));
        if (subscription.isPrepared || isClosed) {
            return Future.succeededFuture();
        }
        if (log.isAway()) {
            subscription.isPrepared = true;
            return Future.succeededFuture();
        }
        return visit(subscription)
                .timeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(isReliable -> subscription.isPrepared = isReliable)
                .onFailure(failure -> {
                    // The round that comes tries again; a reader that stays away is worse than one without a policy.
                    subscription.isPrepared = true;
                    if (!isClosed) {
                        log.failed(subscription, failure);
                    }
                })
                .<Void>mapEmpty()
                .otherwiseEmpty()
                .onComplete(ignored -> schedule());
    }

    /**
     * Asks how a subscription stands, and puts its policy right.
     *
     * @return whether the topic is reliable: another one has no policy, nor has one that is just being created
     */
    private Future<Boolean> visit(CaredSubscription subscription) {
        return admin.describe(subscription.topic).compose(description -> {
            subscription.lag(description.lags().get(subscription.subscription));
            return description.isReliable() && !isClosed
                    ? putRight(subscription).map(true)
                    : Future.succeededFuture(false);
        });
    }

    /**
     * A broker stores a policy when it makes a subscription, so where none is stored there is no subscription yet. Its
     * list of subscriptions does not tell: one with a stored policy is listed, made or not.
     */
    private Future<Void> putRight(CaredSubscription subscription) {
        boolean isFirst = !subscription.isKnown;
        return admin.failurePolicy(subscription.topic, subscription.subscription)
                .compose(found -> {
                    boolean isNew = found.isEmpty();
                    FailurePolicy before = found.orElse(FailurePolicy.BROKER_DEFAULT);
                    FailurePolicy safe = SafePolicy.from(before, subscription.type);
                    if (found.isPresent() && before.equals(safe)) {
                        if (isFirst) {
                            subscription.policy(safe, Force.UNTOLD);
                        }
                        subscription.isKnown = true;
                        return Future.succeededFuture();
                    }
                    return admin.setFailurePolicy(subscription.topic, subscription.subscription, safe)
                            .onSuccess(done -> {
                                subscription.policy(safe, isNew ? Force.YES : Force.LATER);
                                subscription.isKnown = true;
                                log.changed(subscription, found, safe, isNew);
                            });
                });
    }

    private void schedule() {
        if (timer == NO_TIMER && !isClosed) {
            double factor = 0.75 + ThreadLocalRandom.current().nextDouble() / 2;
            long pause = isFirstRound ? Math.min(FIRST_PAUSE_MILLIS, intervalMillis) : intervalMillis;
            isFirstRound = false;
            timer = vertx.setTimer(Math.max(1, (long) (pause * factor)), id -> {
                timer = NO_TIMER;
                round(List.copyOf(cared.values()), 0, true);
            });
        }
    }

    private void round(List<CaredSubscription> all, int index, boolean isGood) {
        if (isClosed) {
            return;
        }
        if (index == all.size()) {
            if (isGood) {
                log.worked();
            }
            schedule();
            return;
        }
        CaredSubscription subscription = all.get(index);
        visit(subscription).onComplete(visited -> {
            if (isClosed) {
                return;
            }
            if (visited.succeeded()) {
                round(all, index + 1, isGood);
                return;
            }
            log.failed(subscription, visited.cause());
            if (isAbsence(visited.cause())) {
                // Nobody answers: what the others would say is not known either, and asking them would only take long.
                all.subList(index, all.size()).forEach(CaredSubscription::unknown);
                schedule();
            } else {
                subscription.unknown();
                round(all, index + 1, false);
            }
        });
    }

    private static boolean isAbsence(Throwable failure) {
        return !(failure instanceof DanubeException danube) || danube.kind() == Kind.TRANSIENT;
    }

    DanubeAdmin admin() {
        return admin;
    }

    /** What was last told of a subscription to one partition. */
    BrokerView view(String topic, String subscription) {
        CaredSubscription known = cared.get(List.of(topic, subscription));
        return known == null ? BrokerView.UNKNOWN : known.view();
    }

    /** Why the admin port cannot be used; empty if it can, or was not needed yet. */
    Optional<String> problem() {
        return log.problem();
    }

    Future<Void> close() {
        isClosed = true;
        vertx.cancelTimer(timer);
        return admin.close();
    }
}
