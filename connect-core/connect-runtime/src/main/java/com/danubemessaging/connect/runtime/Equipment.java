package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.admin.AdminServer;
import com.danubemessaging.connect.runtime.broker.Broker;
import com.danubemessaging.connect.runtime.broker.BrokerAccess;
import com.danubemessaging.connect.runtime.broker.DeadLetters;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import com.danubemessaging.connect.runtime.health.HealthBoard;
import com.danubemessaging.connect.runtime.host.ConnectorKind;
import com.danubemessaging.connect.runtime.metrics.ConnectMetrics;
import com.danubemessaging.connect.runtime.metrics.RuntimeMeter;
import com.danubemessaging.connect.runtime.pump.PumpContext;
import com.danubemessaging.connect.runtime.pump.PumpListener;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one run of a connector has beside its pump: everything that is opened before the first record moves and closed
 * after the last. Confined to the runtime's context.
 */
final class Equipment {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectRuntime.class);

    private final Vertx vertx;
    private final ConnectorConfig config;
    private final ConnectRuntimeOptions options;
    private final ConnectorBus bus;
    private final Broker broker;
    private final ConnectMetrics metrics;
    private final HealthBoard board;
    private final HealthChecking healthChecking;
    private final PositionKeeper positions;
    private final LongSupplier clock;
    private @Nullable Tasks tasks;
    private @Nullable AdminServer admin;
    private String instanceId = "";

    /** @throws ConfigurationException if the broker's address cannot be used */
    Equipment(
            Vertx vertx,
            ConnectorConfig config,
            ConnectRuntimeOptions options,
            Supplier<ConnectorState> state,
            Supplier<List<String>> problems,
            Supplier<JsonObject> detail) {
        this.vertx = vertx;
        this.config = config;
        this.options = options;
        this.broker = Broker.connect(vertx, new BrokerAccess(config, options.getDanubeTokenSupplier()));
        this.bus = new ConnectorBus(
                vertx, config.connectorName(), UUID.randomUUID().toString().substring(0, 8));
        this.metrics = ConnectMetrics.create(vertx, options.getMeterRegistry(), config.connectorName());
        this.board = new HealthBoard(
                () -> state.get().name(),
                problems,
                detail,
                config.get(CoreFields.HEALTH_CHECK_FAILURE_THRESHOLD).intValue());
        this.healthChecking = new HealthChecking(vertx, bus, board);
        this.positions = new PositionKeeper(vertx, config);
        long origin = System.nanoTime();
        this.clock = () -> (System.nanoTime() - origin) / 1_000_000 + 1;
        metrics.runtimeGauge(RuntimeMeter.HEALTH, () -> board.wasReady() ? 1 : 0);
    }

    /**
     * Makes the connector's instances and opens everything; completes with the HTTP port, or -1. After a failure
     * {@link #close()} must be called.
     */
    Future<Integer> open(ConnectorProvider provider, Handler<HostEvent> events) {
        Tasks made;
        try {
            made = new Tasks(vertx, bus, provider, config);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
        tasks = made;
        return bus.onEvent(events)
                .compose(ignored -> listen())
                .compose(ignored -> positions.open(made.kind()))
                .compose(ignored -> findInstanceId())
                .compose(ignored -> made.deploy(metrics.forConnector(), positions, options.getEnvironment()))
                .map(ignored -> admin == null ? -1 : admin.port());
    }

    /** Agrees with the schema registry on what a source writes with; waits for as long as it is away. */
    Future<Void> agreeOnSchemas() {
        List<ConfigValues> schemas = config.get(CoreFields.SCHEMAS);
        if (schemas.isEmpty()) {
            return Future.succeededFuture();
        }
        if (tasks().kind() == ConnectorKind.SINK) {
            LOG.atWarn().log("[[schemas]] says what a source writes with; a sink does not use it");
            return Future.succeededFuture();
        }
        return broker.agreeOnSchemas(schemas, config.connectorName());
    }

    /** What the schema registry is being waited for; empty if it is not. */
    Optional<String> schemaProblem() {
        return broker.schemaProblem();
    }

    private Future<Void> listen() {
        if (!options.isServeHttp()) {
            return Future.succeededFuture();
        }
        int port = config.get(CoreFields.METRICS_PORT).intValue();
        HealthChecks live = board.live(vertx);
        HealthChecks ready = board.ready(vertx);
        Supplier<Optional<String>> scrape = () -> {
            board.refresh();
            return metrics.scrape();
        };
        return AdminServer.listen(vertx, port, new AdminServer.Answers(scrape, () -> answer(live), () -> answer(ready)))
                .recover(failure -> Future.failedFuture(new ConfigurationException(
                        "processing.metrics_port: port " + port + " cannot be opened (" + failure.getMessage()
                                + "); free it or choose another",
                        failure)))
                .map(server -> {
                    admin = server;
                    return null;
                });
    }

    private static Future<AdminServer.Answer> answer(HealthChecks checks) {
        return checks.checkStatus().map(result -> new AdminServer.Answer(CheckResult.isUp(result), result.toJson()));
    }

    /** The configured one, else the host's name as the environment or the operating system tells it. */
    private Future<Void> findInstanceId() {
        Optional<String> known = config.find(CoreFields.INSTANCE_ID)
                .or(() -> Optional.ofNullable(options.getEnvironment().get("HOSTNAME")));
        Future<String> found =
                known.map(Future::succeededFuture).orElseGet(() -> vertx.executeBlocking(Equipment::hostName, false));
        return found.map(id -> {
            instanceId = id;
            return null;
        });
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A host without a name in its own tables: at least two processes are told apart.
            return "pid-" + ProcessHandle.current().pid();
        }
    }

    PumpContext pumpContext(PumpListener listener) {
        return new PumpContext(
                vertx,
                config,
                bus,
                broker,
                new DeadLetters(broker, config.connectorName(), config.find(CoreFields.DEAD_LETTER_TOPIC)),
                metrics,
                positions.store(),
                instanceId,
                clock,
                options.sinkTuning(),
                listener);
    }

    ConnectorBus bus() {
        return bus;
    }

    HealthBoard board() {
        return board;
    }

    HealthChecking healthChecking() {
        return healthChecking;
    }

    PositionKeeper positions() {
        return positions;
    }

    /** The connector's instances; only after {@link #open} was called. */
    Tasks tasks() {
        Tasks made = tasks;
        if (made == null) {
            throw new IllegalStateException("the connector has no instances yet");
        }
        return made;
    }

    /** Closes everything, whatever fails; never fails. */
    Future<Void> close() {
        healthChecking.close();
        Future<Void> undeployed = tasks == null ? Future.succeededFuture() : tasks.undeploy();
        return undeployed
                .transform(ignored -> admin == null ? Future.<Void>succeededFuture() : admin.close())
                .transform(ignored -> positions.close())
                .transform(ignored -> broker.close())
                .transform(ignored -> {
                    metrics.close();
                    return Future.succeededFuture();
                });
    }
}
