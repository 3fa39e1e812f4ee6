package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.admin.DanubeAdmin;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.PoisonPolicy;
import com.danubemessaging.vertx.client.admin.SubscriptionLag;
import com.danubemessaging.vertx.client.admin.TopicDescription;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What can be found out about the subscriptions of a sink before it runs. One use; changes nothing. */
final class SubscriptionCheck {

    /** Partitions that are looked at one by one. */
    private static final int MOST_PARTITIONS = 20;

    /** Danube protocol: messages that the broker keeps for a subscription that lags; it skips what is beyond. */
    private static final int LIVE_BUFFER = 256;

    private final ConnectorConfig config;
    private final DanubeClient client;
    private final @Nullable DanubeAdmin admin;
    private final List<Finding> findings = new ArrayList<>();
    private int withoutLag;

    private record Partition(String topic, ConsumerConfig consumer) {}

    /** @param admin null if no admin port is configured */
    SubscriptionCheck(ConnectorConfig config, DanubeClient client, @Nullable DanubeAdmin admin) {
        this.config = config;
        this.client = client;
        this.admin = admin;
    }

    /** Never fails: what goes wrong is a finding. */
    Future<List<Finding>> run(List<ConsumerConfig> consumers) {
        findings.addAll(ConfigHazards.of(consumers, config));
        List<Partition> partitions = new ArrayList<>();
        Future<Void> listed = Future.succeededFuture();
        for (ConsumerConfig consumer : consumers) {
            listed = listed.compose(ignored -> list(consumer, partitions));
        }
        return listed.compose(ignored -> {
                    if (!partitions.isEmpty()) {
                        findings.add(ConfigHazards.window(partitions.size(), config));
                    }
                    return administrate(consumers, partitions);
                })
                .otherwise(failure -> {
                    findings.add(Finding.failure(String.valueOf(failure.getMessage())));
                    return null;
                })
                .map(ignored -> findings);
    }

    private Future<Void> list(ConsumerConfig consumer, List<Partition> partitions) {
        return client.partitions(consumer.topic()).map(names -> {
            if (names.isEmpty()) {
                findings.add(Finding.fact(consumer.topic()
                        + " does not exist yet: the sink waits for it, and reads what comes after it has subscribed"));
            }
            names.forEach(name -> partitions.add(new Partition(name, consumer)));
            return null;
        });
    }

    private Future<Void> administrate(List<ConsumerConfig> consumers, List<Partition> partitions) {
        DanubeAdmin asked = admin;
        if (asked == null) {
            findings.add(Finding.fact(
                    "danube.admin_url is not set: failure policy and lag cannot be told, and before the broker"
                            + " gives up on a record the stream is closed for a while (H11 in danube-broker.md)"));
            return Future.succeededFuture();
        }
        Future<Void> done = NameCheck.run(
                        asked, consumers.stream().map(ConsumerConfig::topic).toList())
                .map(names -> {
                    findings.addAll(names);
                    return null;
                });
        for (Partition partition : partitions.subList(0, Math.min(MOST_PARTITIONS, partitions.size()))) {
            done = done.compose(ignored -> look(asked, partition));
        }
        return done.onSuccess(ignored -> sum(partitions.size())).recover(failure -> {
            findings.add(Finding.failure("the admin port of danube.admin_url cannot be used: " + failure.getMessage()));
            return Future.succeededFuture();
        });
    }

    /** What is said once, not for each partition. */
    private void sum(int partitions) {
        if (withoutLag > 0) {
            findings.add(Finding.fact("the lag of " + withoutLag
                    + " partition(s) is not told: the subscription is new, or the broker of release 0.15, which shows it as"
                    + " danube_subscription_lag_messages on its own metrics port"));
        }
        if (partitions > MOST_PARTITIONS) {
            findings.add(Finding.fact(
                    "only the first " + MOST_PARTITIONS + " of " + partitions + " partitions were looked at"));
        }
    }

    private Future<Void> look(DanubeAdmin asked, Partition partition) {
        String subscription = partition.consumer().subscription();
        return asked.describe(partition.topic()).compose(description -> {
            if (!description.isReliable()) {
                findings.add(new Finding(
                        Finding.Kind.HAZARD,
                        partition.topic() + " is non-reliable: records may be lost before they get here"
                                + " (What does not hold, in delivery-guarantees.md)"));
                return Future.succeededFuture();
            }
            lag(partition, description);
            return type(asked, partition, description)
                    .compose(ignored -> asked.failurePolicy(partition.topic(), subscription))
                    .map(policy -> policy(partition, policy))
                    .compose(ignored -> asked.window(partition.topic(), subscription))
                    .map(window -> window(partition, window));
        });
    }

    /** Whether the subscription is there already, as something else. */
    private Future<Void> type(DanubeAdmin asked, Partition partition, TopicDescription description) {
        String subscription = partition.consumer().subscription();
        if (!description.subscriptions().contains(subscription)) {
            return Future.succeededFuture();
        }
        return asked.subscriptionType(partition.topic(), subscription).map(told -> {
            // The client's types and ours have the same names.
            told.map(type -> SubscriptionType.valueOf(type.name()))
                    .filter(type -> type != partition.consumer().type())
                    .ifPresent(type -> findings.add(Finding.hazard(
                            partition.topic() + ": the subscription " + subscription + " is " + type.spelling()
                                    + ", as its first reader made it, and stays so whatever this sink asks for ("
                                    + partition.consumer().type().spelling()
                                    + "); choose another name for the subscription, or remove the old one",
                            "H3")));
            return null;
        });
    }

    private void lag(Partition partition, TopicDescription description) {
        SubscriptionLag lag = description.lags().get(partition.consumer().subscription());
        if (lag == null) {
            withoutLag++;
        } else if (lag.isBlocked()) {
            findings.add(Finding.hazard(
                    partition.topic()
                            + ": the broker has stopped the subscription, since the deliveries of a record are used"
                            + " up; unload the topic or restart the broker",
                    "H11"));
        } else if (lag.backlog() > LIVE_BUFFER) {
            findings.add(Finding.hazard(
                    partition.topic() + ": " + lag.total()
                            + " records behind; brokers of release 0.15 skip what is more than " + LIVE_BUFFER
                            + " behind",
                    "H4"));
        } else {
            findings.add(Finding.fact(partition.topic() + ": " + lag.total() + " records behind"));
        }
    }

    private @Nullable Void policy(Partition partition, Optional<FailurePolicy> found) {
        FailurePolicy before = found.orElse(FailurePolicy.BROKER_DEFAULT);
        FailurePolicy safe = SafePolicy.from(before, partition.consumer().type());
        String sentence = partition.topic() + ": failure policy "
                + (found.isEmpty() ? "not stored yet" : SafePolicy.words(before))
                + (before.equals(safe) ? "" : "; the sink makes it: " + SafePolicy.words(safe));
        findings.add(
                found.isPresent() && before.poisonPolicy() == PoisonPolicy.DROP
                        ? Finding.hazard(
                                sentence
                                        + "; a subscription that is in use keeps dropping until the broker loads the topic again",
                                "H19")
                        : Finding.fact(sentence));
        return null;
    }

    private @Nullable Void window(Partition partition, OptionalInt window) {
        window.ifPresent(set -> findings.add(Finding.hazard(
                partition.topic() + ": a window of " + set
                        + " is set for the subscription; brokers of release 0.15 keep it and"
                        + " use dispatch.max_unacked_messages of their own configuration",
                "H10")));
        return null;
    }
}
