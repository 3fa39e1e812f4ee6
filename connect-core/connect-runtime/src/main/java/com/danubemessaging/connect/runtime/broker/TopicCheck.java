package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.SchemaFields;
import com.danubemessaging.connect.api.config.SchemaVersion;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.admin.DanubeAdmin;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be found out about the topics of a source before it runs. One use; changes nothing. */
final class TopicCheck {

    /** Topics whose dispatch mode is looked at one by one. */
    private static final int MOST_TOPICS = 20;

    /** Topics that are named where many have something in common. */
    private static final int MOST_NAMES = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DanubeClient client;
    private final @Nullable DanubeAdmin admin;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();
    private final List<Existing> existing = new ArrayList<>();

    /**
     * A topic that is there.
     *
     * @param first the name that the broker knows, of the first partition where there are partitions
     */
    private record Existing(ProducerConfig wanted, String first) {}

    /** @param admin null if no admin port is configured */
    TopicCheck(DanubeClient client, @Nullable DanubeAdmin admin) {
        this.client = client;
        this.admin = admin;
    }

    /**
     * Never fails: what goes wrong is a finding.
     *
     * @param schemas the {@code [[schemas]]} tables
     */
    Future<List<Finding>> run(List<ProducerConfig> producers, List<ConfigValues> schemas) {
        List<String> topics =
                producers.stream().map(ProducerConfig::topic).distinct().toList();
        findings.addAll(ConfigHazards.names(topics));
        Future<Void> done = Future.succeededFuture();
        for (ProducerConfig producer : producers) {
            done = done.compose(ignored -> list(producer));
        }
        done = done.onSuccess(ignored -> tellAbsent());
        SchemaRegistry registry = client.schemaRegistry(PATIENCE);
        for (ConfigValues entry : TopicSchemas.lastOfEach(schemas)) {
            done = done.compose(ignored -> schema(registry, entry));
        }
        return done.compose(ignored -> administrate(topics))
                .otherwise(failure -> {
                    findings.add(Finding.failure(String.valueOf(failure.getMessage())));
                    return null;
                })
                .map(ignored -> findings);
    }

    private Future<Void> list(ProducerConfig producer) {
        String topic = producer.topic();
        return client.partitions(topic).map(names -> {
            if (names.isEmpty()) {
                absent.add(topic);
                return null;
            }
            existing.add(new Existing(producer, names.get(0)));
            boolean isPlain = names.get(0).equals(topic);
            if (isPlain != (producer.partitions() == 0)) {
                findings.add(Finding.failure(topic + " exists "
                        + (isPlain ? "without partitions" : "with " + names.size() + " partition(s)")
                        + ", and the source is to write "
                        + (isPlain ? producer.partitions() + " partition(s)" : "none")
                        + "; brokers refuse a topic that is both: correct the number or choose another name"));
            } else if (!isPlain && names.size() != producer.partitions()) {
                findings.add(Finding.fact(topic + " has " + names.size() + " partition(s), and the source writes "
                        + producer.partitions()
                        + (names.size() < producer.partitions()
                                ? ": it adds those that are missing, and who reads the topic notices when it subscribes anew"
                                : ": the others get nothing from it")));
            }
            return null;
        });
    }

    private void tellAbsent() {
        if (!absent.isEmpty()) {
            String rest = absent.size() > MOST_NAMES ? " and " + (absent.size() - MOST_NAMES) + " more" : "";
            findings.add(Finding.fact(absent.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")) + rest
                    + (absent.size() == 1 ? " does" : " do") + " not exist yet: the source creates "
                    + (absent.size() == 1 ? "it" : "them")
                    + ", and a subscription gets what comes after it was made"));
        }
    }

    private Future<Void> schema(SchemaRegistry registry, ConfigValues entry) {
        String subject = entry.get(SchemaFields.SUBJECT);
        boolean registers = entry.get(SchemaFields.AUTO_REGISTER);
        return registry.latest(subject)
                .map(latest -> {
                    findings.add(schema(entry, latest));
                    return (Void) null;
                })
                .recover(failure -> {
                    if (!SchemaAgreement.isNotFound(failure)) {
                        findings.add(Finding.failure("schemas: subject '" + subject + "': " + failure.getMessage()));
                    } else if (registers) {
                        findings.add(Finding.fact(
                                "schemas: subject '" + subject + "' does not exist yet: the source registers it"));
                    } else {
                        findings.add(Finding.failure(SchemaAgreement.absent(subject)));
                    }
                    return Future.succeededFuture();
                });
    }

    private static Finding schema(ConfigValues entry, Schema latest) {
        String type = entry.get(SchemaFields.TYPE);
        boolean registers = entry.get(SchemaFields.AUTO_REGISTER)
                && entry.get(SchemaFields.VERSION_STRATEGY).kind() != SchemaVersion.Kind.PINNED;
        if (latest.typeName().equals(type)) {
            return Finding.fact("schemas: subject '" + latest.subject() + "' exists, type " + type + ", latest version "
                    + Integer.toUnsignedString(latest.version()));
        }
        String sentence = SchemaAgreement.otherType(latest, type);
        return registers
                ? new Finding(Finding.Kind.HAZARD, sentence + ", or the registry decides at the start")
                : Finding.failure(sentence);
    }

    private Future<Void> administrate(List<String> topics) {
        DanubeAdmin asked = admin;
        if (asked == null) {
            findings.add(Finding.fact("danube.admin_url is not set: namespaces and dispatch modes cannot be told"));
            return Future.succeededFuture();
        }
        Future<Void> done = NameCheck.run(asked, topics).map(names -> {
            findings.addAll(names);
            return null;
        });
        for (Existing topic : existing.subList(0, Math.min(MOST_TOPICS, existing.size()))) {
            done = done.compose(ignored -> mode(asked, topic));
        }
        return done.recover(failure -> {
            findings.add(Finding.failure("the admin port of danube.admin_url cannot be used: " + failure.getMessage()));
            return Future.succeededFuture();
        });
    }

    private Future<Void> mode(DanubeAdmin asked, Existing topic) {
        return asked.describe(topic.first()).map(description -> {
            boolean isReliable = topic.wanted().reliable();
            if (description.isReliable() != isReliable) {
                // Brokers of release 0.15 call non-reliable what they do not know, too.
                findings.add(new Finding(
                        description.isReliable() ? Finding.Kind.FAILURE : Finding.Kind.HAZARD,
                        topic.wanted().topic() + " is " + words(description.isReliable())
                                + ", and the source is to write it as " + words(isReliable)
                                + "; brokers refuse that: configure what the topic is, or choose another one"));
            }
            return null;
        });
    }

    private static String words(boolean isReliable) {
        return isReliable ? "reliable" : "non-reliable";
    }
}
