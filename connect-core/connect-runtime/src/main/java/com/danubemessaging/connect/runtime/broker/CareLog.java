package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.PoisonPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Says what {@link SubscriptionCare} did and what kept it from doing so: each thing once, however often it happens.
 * Confined to the runtime's context.
 */
final class CareLog {

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    /** Changes that are told one by one; a connector may read a thousand topics. */
    private static final int MOST_CHANGES = 20;

    private static final String UNPROTECTED =
            "the subscriptions keep the failure policy they have, and the stream is closed before the broker gives up on a record";

    private final String address;
    private final Duration interval;
    private final Map<List<String>, FailurePolicy> told = new HashMap<>();
    private int changes;
    private @Nullable String problem;
    private @Nullable String toldKind;

    CareLog(String address, Duration interval) {
        this.address = address;
        this.interval = interval;
    }

    /** Without an admin port: what protects the subscriptions then. */
    static void noAdminPort() {
        LOG.info("danube.admin_url is not set: " + UNPROTECTED
                + " (a record that waited 20 s or was delivered 3 times); see H11 in danube-broker.md");
    }

    /** @param found the policy of before; empty if none was stored */
    void changed(CaredSubscription subscription, Optional<FailurePolicy> found, FailurePolicy safe, boolean isNew) {
        if (found.isPresent() && found.get().equals(told.put(key(subscription), found.get()))) {
            // Somebody, or the broker itself, puts it back each time.
            return;
        }
        if (++changes > MOST_CHANGES) {
            if (changes == MOST_CHANGES + 1) {
                LOG.info("further changes of failure policies are not logged one by one; /ready shows the policies");
            }
            return;
        }
        boolean wouldDrop = found.isPresent() && found.get().poisonPolicy() == PoisonPolicy.DROP;
        LOG.atLevel(wouldDrop ? Level.WARN : Level.INFO)
                .addKeyValue("topic", subscription.topic)
                .addKeyValue("subscription", subscription.subscription)
                .log(
                        "failure policy set: {} (it was: {}){}{}",
                        SafePolicy.words(safe),
                        found.map(SafePolicy::words).orElse("the broker's default"),
                        wouldDrop ? "; with Drop, records that nobody acknowledged would have been lost" : "",
                        isNew
                                ? ""
                                : "; the subscription was there before, so this is in force once the broker loads the"
                                        + " topic again: unload it or restart the broker");
    }

    void failed(CaredSubscription subscription, Throwable failure) {
        String kind = failure instanceof DanubeException danube ? danube.kind().name() : "TRANSIENT";
        String reason = failure instanceof TimeoutException
                ? "no answer about " + subscription.topic + " in time"
                : String.valueOf(failure.getMessage());
        problem = "the admin port at " + address + " cannot be used: " + reason;
        if (!kind.equals(toldKind)) {
            toldKind = kind;
            LOG.warn(
                    "danube.admin_url: {}; {}; trying again every {} s",
                    problem,
                    UNPROTECTED,
                    Math.max(1, interval.toSeconds()));
        }
    }

    /** A whole round went well. */
    void worked() {
        if (problem != null) {
            LOG.info("danube.admin_url: the admin port at {} can be used again", address);
            problem = null;
            toldKind = null;
        }
    }

    /** Whether nobody answered when last asked. */
    boolean isAway() {
        return "TRANSIENT".equals(toldKind);
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private static List<String> key(CaredSubscription subscription) {
        return List.of(subscription.topic, subscription.subscription);
    }
}
