package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.admin.DanubeAdmin;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether names of topics get in the way of others, and whether their namespaces exist. Stateless; changes nothing. */
final class NameCheck {

    /** Danube protocol: namespaces that every cluster has. */
    private static final Set<String> BUILT_IN = Set.of("default", "system");

    private NameCheck() {}

    /**
     * Asks for the topics of each namespace.
     *
     * @param topics well-formed names
     * @return fails if the admin port cannot be used
     */
    static Future<List<Finding>> run(DanubeAdmin admin, Collection<String> topics) {
        Map<String, Set<String>> byNamespace = new TreeMap<>();
        for (String topic : topics) {
            byNamespace
                    .computeIfAbsent(topic.split("/", 3)[1], namespace -> new TreeSet<>())
                    .add(topic);
        }
        List<Finding> findings = new ArrayList<>();
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<String, Set<String>> entry : byNamespace.entrySet()) {
            String namespace = entry.getKey();
            done = done.compose(ignored -> admin.topics(namespace))
                    .<Void>map(existing -> {
                        findings.addAll(names(namespace, entry.getValue(), existing, topics));
                        return null;
                    })
                    .recover(failure -> {
                        if (!isNotFound(failure)) {
                            return Future.failedFuture(failure);
                        }
                        findings.add(Finding.failure("the namespace " + namespace + " of "
                                + String.join(", ", entry.getValue())
                                + " does not exist; correct the name or create it: brokers answer as in an outage, so"
                                + " the connector would wait for ever (H24 in danube-broker.md)"));
                        return Future.succeededFuture();
                    });
        }
        return done.map(ignored -> findings);
    }

    private static List<Finding> names(
            String namespace, Set<String> wanted, List<String> existing, Collection<String> own) {
        List<Finding> findings = new ArrayList<>();
        if (existing.isEmpty() && !BUILT_IN.contains(namespace)) {
            findings.add(Finding.hazard(
                    "the namespace " + namespace + " of " + String.join(", ", wanted)
                            + " has no topic yet, or does not exist: look whether the name is right, since brokers"
                            + " answer as in an outage where it is not",
                    "H24"));
        }
        for (String topic : wanted) {
            existing.stream()
                    .filter(other -> ConfigHazards.isBeginningOf(topic, other) && !own.contains(other))
                    .limit(1)
                    .forEach(other -> findings.add(ConfigHazards.begins(topic, other)));
        }
        return findings;
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof DanubeException danube && danube.grpcStatus() == GrpcStatus.NOT_FOUND;
    }
}
