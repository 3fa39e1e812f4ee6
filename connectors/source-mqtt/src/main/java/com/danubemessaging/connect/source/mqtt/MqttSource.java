package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.SourceContext;
import com.danubemessaging.connect.api.StreamingSourceConnector;
import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.record.SourceOffset;
import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;
import io.vertx.mqtt.MqttClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector: the order of things.
 *
 * <p>Life cycle: {@code initialize} checks files, {@code start} begins to connect and completes at once, {@code commit}
 * acknowledges, {@code quiesce} stops taking messages, {@code shutdown} disconnects.
 *
 * <p>Delivery: a message of QoS 1 is acknowledged after Danube has its record. With a kept session
 * ({@code mqtt.clean_session = false}) that is at least once, order per MQTT topic included. With a clean session the
 * broker forgets what is unacknowledged when the connection ends. A message of QoS 0 can be lost anywhere.
 *
 * <p>Threading: confined to the context that calls it.
 */
final class MqttSource implements StreamingSourceConnector {

    private static final Logger LOG = LoggerFactory.getLogger(MqttSource.class);

    private final MqttSourceConfig config;
    private final List<String> warnings;
    private final LinkTimings timings;
    private final Function<MqttClient, Optional<NetSocket>> sockets;
    private @Nullable SourceContext context;
    private @Nullable Running running;

    /** What exists from {@code start} on. */
    private record Running(Intake intake, BrokerLink link) {}

    /**
     * Makes a source that has contacted nothing yet.
     *
     * @param warnings said once, when it is initialized
     */
    MqttSource(MqttSourceConfig config, List<String> warnings, LinkTimings timings) {
        this(config, warnings, timings, ClientSocket::of);
    }

    /** With a way of the test's own to the sockets of MQTT clients. */
    MqttSource(
            MqttSourceConfig config,
            List<String> warnings,
            LinkTimings timings,
            Function<MqttClient, Optional<NetSocket>> sockets) {
        this.sockets = sockets;
        this.config = config;
        this.warnings = List.copyOf(warnings);
        this.timings = timings;
    }

    @Override
    public List<ProducerConfig> producerConfigs() {
        return config.routes().producerConfigs();
    }

    @Override
    public Future<Void> initialize(SourceContext sourceContext) {
        if (context == null) {
            warnings.forEach(warning -> LOG.atWarn()
                    .addKeyValue("connector", sourceContext.connectorName())
                    .log(warning));
        }
        context = sourceContext;
        return ClientOptions.checkFiles(sourceContext.vertx(), config.broker());
    }

    @Override
    public Future<Void> start(RecordEmitter emitter) {
        SourceContext started = context;
        if (started == null) {
            return Future.failedFuture(new IllegalStateException("start() before initialize()"));
        }
        Backlog backlog = new Backlog(config.limits());
        MqttMetrics metrics = new MqttMetrics(started.metrics(), backlog);
        Intake intake = new Intake(config, backlog, metrics, emitter);
        BrokerLink link = new BrokerLink(started, config, timings, intake, backlog, metrics, sockets);
        running = new Running(intake, link);
        link.start();
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> commit(List<SourceOffset> offsets) {
        Running now = running;
        if (now != null) {
            offsets.forEach(now.intake()::settle);
            now.link().roomFreed();
        }
        return Future.succeededFuture();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Sends no UNSUBSCRIBE, because a kept session shall go on collecting: what still comes is not acknowledged, and
     * the next process gets it.
     */
    @Override
    public Future<Void> quiesce() {
        Running now = running;
        if (now != null) {
            now.intake().stop();
            now.link().stopConnecting();
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> shutdown() {
        Running now = running;
        return now == null
                ? Future.succeededFuture()
                : quiesce().compose(quiet -> now.link().close());
    }

    @Override
    public Future<HealthStatus> healthCheck() {
        Running now = running;
        return Future.succeededFuture(
                now == null ? HealthStatus.unhealthy("not started") : now.link().health());
    }

    /**
     * Connects and subscribes with a client identifier of its own and a session that is forgotten at once, so that a
     * running instance is not disturbed. Fails if the broker refuses the connection or a filter.
     */
    @Override
    public Future<Void> checkConnection(SourceContext sourceContext) {
        return initialize(sourceContext).compose(checked -> new ConnectionCheck(sourceContext.vertx(), config).run());
    }
}
