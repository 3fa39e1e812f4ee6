package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.ClientWarning;
import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.Producer;
import com.danubemessaging.vertx.client.ProducerOptions;
import com.danubemessaging.vertx.client.TopicLocation;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client: a door to discovery, producers and consumers that all live on one context. */
public final class ConfinedDanubeClient implements DanubeClient {

    /**
     * Asked by {@link #checkConnection()}; any answer about it proves a broker, and its name is free of meaning to one.
     */
    private static final String PROBE_TOPIC = "/default/connection-check";

    private final ClientScope scope;
    private final Discovery discovery;
    private final SchemaCalls schemaCalls;
    private final Set<PartitionedProducer> producers = new LinkedHashSet<>();
    private final Set<PartitionedConsumer> consumers = new LinkedHashSet<>();
    private final Set<RetryLoop<?>> searches = new LinkedHashSet<>();
    private boolean closed;

    private ConfinedDanubeClient(ClientScope scope) {
        this.scope = scope;
        this.discovery = new Discovery(scope);
        this.schemaCalls = new SchemaCalls(scope, discovery);
    }

    /** See {@link DanubeClient#create}. */
    public static DanubeClient create(Vertx vertx, DanubeClientOptions options) {
        BrokerAddress.parse(options.getServiceUrl());
        return new ConfinedDanubeClient(new ClientScope(vertx, new DanubeClientOptions(options)));
    }

    @Override
    public Future<TopicLocation> lookup(String topic) {
        return checked(topic, () -> discovery.lookup(topic));
    }

    @Override
    public Future<List<String>> partitions(String topic) {
        return checked(topic, () -> discovery.partitions(topic));
    }

    @Override
    public Future<Producer> createProducer(ProducerOptions options) {
        ProducerOptions own = new ProducerOptions(options);
        return checked(own.getTopic(), () -> {
            required("producer", "name", own.getName());
            PartitionedProducer producer =
                    new PartitionedProducer(scope, discovery, schemaCalls, own, producers::remove);
            producers.add(producer);
            return producer.open();
        });
    }

    @Override
    public Future<Consumer> subscribe(ConsumerOptions options) {
        ConsumerOptions own = new ConsumerOptions(options);
        return checked(own.getTopic(), () -> {
            required("consumer", "subscription", own.getSubscription());
            if (own.getConsumerNameSupplier() == null) {
                required("consumer", "consumerName", own.getConsumerName());
            }
            return findPartitions(own).compose(partitions -> open(own, partitions));
        });
    }

    private Future<Consumer> open(ConsumerOptions options, List<String> partitions) {
        if (closed) {
            return Future.failedFuture(closedFailure());
        }
        PartitionedConsumer consumer =
                new PartitionedConsumer(scope, discovery, options, partitions, consumers::remove);
        consumers.add(consumer);
        return consumer.open();
    }

    private Future<List<String>> findPartitions(ConsumerOptions options) {
        PartitionSearch search = new PartitionSearch(discovery, options.getTopic());
        RetryLoop<List<String>> loop = new RetryLoop<>(
                scope,
                Operation.PARTITIONS,
                options.getTopic(),
                scope.backoff(),
                search::look,
                failure -> failure.kind() != Kind.TRANSIENT
                        && !(failure.kind() == Kind.TOPIC_NOT_FOUND && options.isWaitForTopic()));
        searches.add(loop);
        return loop.start(Duration.ZERO).onComplete(done -> searches.remove(loop));
    }

    @Override
    public SchemaRegistry schemaRegistry(Duration patience) {
        return new PatientSchemaRegistry(scope, schemaCalls, Checks.notNegative("patience", patience), searches);
    }

    @Override
    public Future<Void> checkConnection() {
        return checked(PROBE_TOPIC, () -> discovery.partitions(PROBE_TOPIC).mapEmpty());
    }

    @Override
    public DanubeClient warningHandler(@Nullable Handler<ClientWarning> handler) {
        scope.execute(() -> scope.warnings().handler(handler));
        return this;
    }

    private <T> Future<T> checked(String topic, Supplier<Future<T>> step) {
        return scope.onContext(() -> {
            if (closed) {
                return Future.failedFuture(closedFailure());
            }
            DanubeException problem = TopicNames.problem(topic);
            return problem == null ? step.get() : Future.failedFuture(problem);
        });
    }

    private static void required(String what, String option, String value) {
        if (value.isEmpty()) {
            throw new DanubeException(Kind.CONFIGURATION, "A " + what + " needs the option '" + option + "'");
        }
    }

    @Override
    public Future<Void> close() {
        return scope.onContext(() -> {
            if (closed) {
                return Future.succeededFuture();
            }
            closed = true;
            List.copyOf(searches).forEach(search -> search.cancel(closedFailure()));
            List.copyOf(producers).forEach(PartitionedProducer::closeNow);
            List.copyOf(consumers).forEach(PartitionedConsumer::closeNow);
            return scope.close();
        });
    }

    private static DanubeException closedFailure() {
        return new DanubeException(Kind.CLOSED, "The client was closed");
    }
}
