package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.vertx.client.ClientWarning;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Danube cluster as the runtime sees it: subscriptions that deliver records, topics that take them. Confined to the
 * context that connects.
 */
public final class Broker {

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    /**
     * The client tells of every attempt. The first two say little: a cluster answers the first request for a new topic
     * with "try again". From the third on, about a second later, a person should know; then a reminder now and then.
     */
    private static final int FIRST_WARNING = 3;

    private static final int ATTEMPTS_BETWEEN_REMINDERS = 20;

    private final Vertx vertx;
    private final DanubeClient client;
    private final SchemaLookup schemaLookup;
    private final @Nullable SubscriptionCare care;
    private @Nullable TopicSchemas topicSchemas;
    private boolean hasToldOfNoAdminPort;

    private Broker(Vertx vertx, DanubeClient client, @Nullable SubscriptionCare care) {
        this.vertx = vertx;
        this.client = client;
        this.care = care;
        this.schemaLookup = new SchemaLookup(vertx, client.schemaRegistry(Duration.ZERO));
        client.warningHandler(Broker::warn);
    }

    /**
     * Opens nothing yet: connections are made when they are needed.
     *
     * @param access where the brokers are and what is shown to them
     * @throws ConfigurationException if the address cannot be used
     */
    public static Broker connect(Vertx vertx, BrokerAccess access) {
        SubscriptionCare care = SubscriptionCare.of(vertx, access);
        try {
            Broker broker = new Broker(vertx, DanubeClient.create(vertx, access.clientOptions()), care);
            access.warnings().forEach(warning -> LOG.warn("{}", warning));
            return broker;
        } catch (DanubeException | IllegalArgumentException e) {
            throw new ConfigurationException("danube_service_url: " + e.getMessage(), e);
        }
    }

    private static void warn(ClientWarning warning) {
        if (warning.attempt() == FIRST_WARNING || warning.attempt() % ATTEMPTS_BETWEEN_REMINDERS == 0) {
            LOG.atWarn()
                    .addKeyValue("topic", warning.topic())
                    .addKeyValue("attempt", warning.attempt())
                    .log(
                            "{} has not succeeded yet: {}",
                            warning.operation(),
                            warning.error().getMessage());
        }
    }

    /**
     * Subscribes; passing failures are repeated for ever.
     *
     * @param instanceId tells replicas apart on Shared subscriptions
     */
    public Future<Subscription> subscribe(ConsumerConfig config, String instanceId) {
        if (config.type() == SubscriptionType.KEY_SHARED) {
            LOG.warn("{}", ConfigHazards.keyShared(config.topic()).text());
        }
        SubscriptionCare caring = care;
        ConsumerOptions options = ConsumerNames.options(config, instanceId);
        if (caring != null) {
            options.setBeforeSubscribe(topic -> caring.prepare(topic, config));
        } else if (!hasToldOfNoAdminPort) {
            hasToldOfNoAdminPort = true;
            CareLog.noAdminPort();
        }
        return client.subscribe(options)
                .map(consumer ->
                        new Subscription(vertx, consumer, schemaLookup, config.type() != SubscriptionType.KEY_SHARED));
    }

    /**
     * What the admin port last told of a subscription; nothing without one.
     *
     * @param topic the name that the broker knows, of a partition where there are partitions
     */
    public BrokerView view(String topic, String subscription) {
        return care == null ? BrokerView.UNKNOWN : care.view(topic, subscription);
    }

    /** Why the admin port cannot be used; empty if it can, or none is configured. */
    public Optional<String> adminProblem() {
        return care == null ? Optional.empty() : care.problem();
    }

    /**
     * Agrees with the schema registry on the schemas of topics; to be called before the first {@link #route}. Waits for
     * a registry that is away.
     *
     * @param entries the {@code [[schemas]]} tables
     * @return fails with a {@link ConfigurationException}
     */
    public Future<Void> agreeOnSchemas(List<ConfigValues> entries, String connectorName) {
        TopicSchemas schemas =
                new TopicSchemas(vertx, new SchemaAgreement(client.schemaRegistry(Duration.ZERO), connectorName));
        topicSchemas = schemas;
        return schemas.prepare(entries);
    }

    /** What the schema registry is being waited for; empty if it is not. */
    public Optional<String> schemaProblem() {
        return topicSchemas == null ? Optional.empty() : topicSchemas.problem();
    }

    /** Topics that have a schema but are not among these. */
    public Set<String> schemaTopicsBesides(Collection<String> topics) {
        return topicSchemas == null ? Set.of() : topicSchemas.besides(topics);
    }

    /**
     * A topic to publish to, not opened yet.
     *
     * @param number the topic's number in the engine
     */
    public TopicRoute route(ProducerConfig config, String connectorName, int number) {
        TopicSchemas schemas = topicSchemas;
        return new TopicRoute(
                client, config, schemas == null ? null : schemas.of(config.topic()), connectorName, number);
    }

    /** What can be found out about subscriptions before they are made; never fails, changes nothing. */
    public Future<List<Finding>> look(List<ConsumerConfig> consumers, ConnectorConfig config) {
        return new SubscriptionCheck(config, client, care == null ? null : care.admin()).run(consumers);
    }

    /**
     * What can be found out about topics before they are written; never fails, changes nothing.
     *
     * @param schemas the {@code [[schemas]]} tables
     */
    public Future<List<Finding>> lookAtTopics(List<ProducerConfig> producers, List<ConfigValues> schemas) {
        return new TopicCheck(client, care == null ? null : care.admin()).run(producers, schemas);
    }

    /** Proves that a broker answers, with one attempt. */
    public Future<Void> check() {
        return client.checkConnection();
    }

    DanubeClient client() {
        return client;
    }

    /** Closes everything that was opened through this object. */
    public Future<Void> close() {
        Future<Void> cared = care == null ? Future.succeededFuture() : care.close();
        return cared.transform(ignored -> client.close());
    }
}
