package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.PollingSourceConnector;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.runtime.admin.AdminServer;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import com.danubemessaging.connect.runtime.delivery.DeadLetters;
import com.danubemessaging.connect.runtime.health.HealthBoard;
import com.danubemessaging.connect.runtime.host.ConnectorHost;
import com.danubemessaging.connect.runtime.host.HostDeployment;
import com.danubemessaging.connect.runtime.metrics.ConnectMetrics;
import com.danubemessaging.connect.runtime.offset.PositionStore;
import com.danubemessaging.connect.runtime.pump.Pump;
import com.danubemessaging.connect.runtime.pump.PumpContext;
import com.danubemessaging.connect.runtime.pump.PumpListener;
import com.danubemessaging.connect.runtime.pump.SinkPump;
import com.danubemessaging.connect.runtime.pump.SourcePump;
import com.danubemessaging.vertx.client.ClientWarning;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns every Danube client object and all delivery state of one connector, and leads it through its life: describe,
 * initialize, subscribe or make producers, run, quiesce, drain, shut down. Confined to its event loop.
 */
final class RuntimeVerticle extends VerticleBase implements PumpListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectRuntime.class);

    private final ConnectorProvider provider;
    private final ConnectorConfig config;
    private final ConnectRuntimeOptions options;
    private final Promise<Termination> terminated = Promise.promise();
    private final List<Connector> connectors = new ArrayList<>();
    private final List<HostDeployment> hosts = new ArrayList<>();
    private final RunningHandle handle = new RunningHandle(this);

    private volatile ConnectorState state = ConnectorState.STARTING;
    private volatile int httpPort = -1;
    private volatile @Nullable String deploymentId;

    // Made in start(), on the event loop.
    private @Nullable Parts parts;
    private @Nullable Pump pump;
    private @Nullable Startup startup;
    private @Nullable AdminServer admin;
    private @Nullable PositionStore positions;
    private @Nullable String positionProblem;
    private long healthTimer = -1;
    private @Nullable Promise<Void> stopping;
    private @Nullable Stopping stop;

    /** What exists from the beginning of start() on. */
    private record Parts(
            ConnectorBus bus, DanubeClient client, ConnectMetrics metrics, MeterRegistry registry, HealthBoard board) {}

    RuntimeVerticle(ConnectorProvider provider, ConnectorConfig config, ConnectRuntimeOptions options) {
        this.provider = provider;
        this.config = config;
        this.options = options;
    }

    RunningConnector running() {
        return handle;
    }

    void deployed(String id) {
        deploymentId = id;
    }

    @Override
    public Future<?> start() {
        MeterRegistry given = options.getMeterRegistry();
        MeterRegistry registry = given != null ? given : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ConnectMetrics metrics = new ConnectMetrics(registry, config.connectorName());
        ConnectorBus bus = new ConnectorBus(
                vertx, config.connectorName(), UUID.randomUUID().toString().substring(0, 8));
        DanubeClient client =
                DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl(config.danubeServiceUrl()));
        client.warningHandler(this::onClientWarning);
        HealthBoard board = new HealthBoard(
                () -> state.name(),
                this::problems,
                this::detail,
                config.get(CoreFields.HEALTH_CHECK_FAILURE_THRESHOLD).intValue());
        Parts made = new Parts(bus, client, metrics, registry, board);
        parts = made;
        metrics.runtimeGauge(
                "danube_connector_health",
                "1 while records move, or would if there were any.",
                () -> board.isReady() ? 1 : 0);
        int tasks = 1;
        Connector first = provider.create(config);
        connectors.add(first);
        if (first instanceof SinkConnector || first instanceof BlockingSinkConnector) {
            tasks = config.get(CoreFields.TASKS).intValue();
            while (connectors.size() < tasks) {
                connectors.add(provider.create(config));
            }
        }
        int taskCount = tasks;
        return bus.onEvent(this::onEvent)
                .completion()
                .compose(ignored -> listen(made))
                .compose(ignored -> openPositions(first))
                .compose(ignored -> deployHosts(made, taskCount))
                .onSuccess(ignored -> begin(taskCount))
                .recover(failure -> release().transform(ignored -> Future.failedFuture(failure)));
    }

    private Future<Void> listen(Parts made) {
        if (!options.isServeHttp()) {
            return Future.succeededFuture();
        }
        int port = config.get(CoreFields.METRICS_PORT).intValue();
        return AdminServer.listen(vertx, port, made.registry(), made.board())
                .recover(failure -> Future.failedFuture(new ConfigurationException("processing.metrics_port: port "
                        + port + " cannot be opened (" + failure.getMessage() + "); free it or choose another")))
                .map(server -> {
                    admin = server;
                    httpPort = server.port();
                    return null;
                });
    }

    /**
     * A polled source cannot do without positions; for a sink they only make gaps visible that arose while it was away.
     */
    private Future<Void> openPositions(Connector connector) {
        boolean isVital = connector instanceof PollingSourceConnector || connector instanceof BlockingSourceConnector;
        boolean isUseful = connector instanceof SinkConnector || connector instanceof BlockingSinkConnector;
        if (!isVital && !isUseful) {
            return Future.succeededFuture();
        }
        Path folder = Path.of(config.get(CoreFields.STATE_DIR));
        return PositionStore.open(vertx, folder, config.connectorName(), this::onPositionsWritten)
                .map(store -> {
                    positions = store;
                    return (Void) null;
                })
                .recover(failure -> {
                    if (!isVital) {
                        LOG.warn(
                                "positions cannot be kept in {}: records that the broker skips while this process is away will not be noticed ({})",
                                folder,
                                failure.getMessage());
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(
                            failure instanceof ConnectException
                                    ? failure
                                    : new ConfigurationException("state_dir: positions cannot be kept in " + folder
                                            + " (" + failure.getMessage()
                                            + "); make the folder writable or choose another"));
                });
    }

    private void onPositionsWritten(@Nullable Throwable failure) {
        if (failure == null) {
            positionProblem = null;
        } else {
            if (positionProblem == null) {
                LOG.warn("writing positions failed, trying again each second: {}", failure.getMessage());
            }
            positionProblem = "positions cannot be written: " + failure.getMessage();
        }
    }

    private Future<Void> deployHosts(Parts made, int taskCount) {
        PositionStore store = positions;
        HostDeployment.SourceSettings source = new HostDeployment.SourceSettings(
                partition -> store == null ? Optional.empty() : store.committedOffset(partition),
                config.get(CoreFields.MAX_IN_FLIGHT_RECORDS).intValue(),
                config.get(CoreFields.MAX_IN_FLIGHT_BYTES));
        List<Future<?>> all = new ArrayList<>();
        for (int task = 0; task < taskCount; task++) {
            HostDeployment deployment = new HostDeployment(vertx);
            hosts.add(deployment);
            all.add(deployment.deploy(
                    connectors.get(task),
                    new ConnectorHost(
                            vertx,
                            made.bus(),
                            config.connectorName(),
                            task,
                            made.metrics().forConnector()),
                    taskCount,
                    config.get(CoreFields.CALL_TIMEOUT),
                    source));
        }
        return Future.all(all).mapEmpty();
    }

    private void begin(int taskCount) {
        startup = new Startup(vertx, requireParts().bus(), config, taskCount, this::initialized, this::failed);
        requireStartup().begin();
        long interval = Math.max(1, config.get(CoreFields.HEALTH_CHECK_INTERVAL).toMillis());
        healthTimer = vertx.setPeriodic(interval, ignored -> {
            if (state == ConnectorState.RUNNING) {
                for (int task = 0; task < taskCount; task++) {
                    requireParts().bus().command(task, new HostCommand.CheckHealth());
                }
            }
        });
    }

    private void initialized(HostEvent.Described described) {
        if (state != ConnectorState.STARTING) {
            return;
        }
        Parts made = requireParts();
        DeadLetters deadLetters =
                new DeadLetters(made.client(), config.connectorName(), config.find(CoreFields.DEAD_LETTER_TOPIC));
        PumpContext context = new PumpContext(
                vertx,
                config,
                made.bus(),
                made.client(),
                deadLetters,
                made.metrics(),
                positions,
                instanceId(),
                () -> System.nanoTime() / 1_000_000,
                this);
        Connector first = connectors.get(0);
        boolean isSink = first instanceof SinkConnector || first instanceof BlockingSinkConnector;
        boolean isPolled = first instanceof PollingSourceConnector || first instanceof BlockingSourceConnector;
        Pump started = isSink
                ? new SinkPump(
                        context,
                        described.consumers(),
                        described.linger(),
                        hosts.get(0).isBlocking())
                : new SourcePump(context, described.producers(), isPolled);
        pump = started;
        state = ConnectorState.RUNNING;
        started.begin();
    }

    private String instanceId() {
        return config.find(CoreFields.INSTANCE_ID)
                .or(() -> Optional.ofNullable(options.getEnvironment().get("HOSTNAME")))
                .orElse("0");
    }

    private void onEvent(HostEvent event) {
        if (event instanceof HostEvent.HealthReported report) {
            if (report.isAnswer()) {
                requireParts().board().checked(report.task(), report.status());
            } else {
                requireParts().board().reported(report.task(), report.status());
            }
        } else if (event instanceof HostEvent.ErrorReported error) {
            reported(error.error());
        } else if (event instanceof HostEvent.Described || event instanceof HostEvent.Initialized) {
            if (startup != null) {
                startup.handle(event);
            }
        } else if (event instanceof HostEvent.Quiesced || event instanceof HostEvent.ShutDown) {
            if (stop != null) {
                stop.handle(event);
            }
        } else if (pump != null) {
            pump.handle(event);
        }
    }

    private void reported(Throwable error) {
        switch (ConnectException.kindOf(error)) {
            case RETRYABLE, INVALID_DATA -> LOG.warn("the connector reports: {}", error.getMessage());
            case FATAL, CONFIGURATION -> failed(String.valueOf(error.getMessage()), error);
            case UNCLASSIFIED -> failed("the connector failed with " + error, error);
        }
    }

    private void onClientWarning(ClientWarning warning) {
        // The client says it for every attempt; a person needs the first, and a reminder now and then.
        if (warning.attempt() == 1 || warning.attempt() % 20 == 0) {
            LOG.atWarn()
                    .addKeyValue("topic", warning.topic())
                    .addKeyValue("attempt", warning.attempt())
                    .log(
                            "{} has not succeeded yet: {}",
                            warning.operation(),
                            warning.error().getMessage());
        }
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (startup != null && pump == null) {
            startup.problem().ifPresent(problems::add);
        }
        if (pump != null) {
            problems.addAll(pump.problems());
        }
        if (positionProblem != null) {
            problems.add(positionProblem);
        }
        return problems;
    }

    private JsonObject detail() {
        JsonObject detail = pump == null ? new JsonObject() : pump.detail();
        return detail.put("connector", config.connectorName()).put("type", provider.type());
    }

    /** A failure ends the connector: nothing more is acknowledged, everything is closed. */
    @Override
    public void failed(String reason, @Nullable Throwable cause) {
        if (state == ConnectorState.FAILED || state == ConnectorState.STOPPED) {
            return;
        }
        LOG.atError().addKeyValue("connector", config.connectorName()).log("the connector ends: {}", reason);
        state = ConnectorState.FAILED;
        Stopping ending = new Stopping(vertx, requireParts().bus(), hosts, null, 0);
        stop = ending;
        ending.shutdownOnly()
                .transform(ignored -> release())
                .onComplete(ignored -> end(new Termination(true, reason, cause)));
    }

    @Override
    public void drained(int left) {
        if (stop != null) {
            stop.drained(left);
        }
    }

    Future<Void> stopConnector() {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(ignored -> stopHere().onComplete(promise));
        return promise.future();
    }

    private Future<Void> stopHere() {
        if (stopping != null) {
            return stopping.future();
        }
        Promise<Void> promise = Promise.promise();
        stopping = promise;
        if (state == ConnectorState.FAILED || state == ConnectorState.STOPPED) {
            terminated.future().<Void>mapEmpty().onComplete(promise);
            return promise.future();
        }
        state = ConnectorState.STOPPING;
        Stopping ending = new Stopping(
                vertx,
                requireParts().bus(),
                hosts,
                pump,
                config.get(CoreFields.SHUTDOWN_TIMEOUT).toMillis());
        stop = ending;
        ending.run()
                .onSuccess(left -> {
                    if (left > 0) {
                        LOG.warn("{} records were not finished in time; they stay unacknowledged and come again", left);
                    }
                })
                .transform(ignored -> release())
                .onComplete(ignored -> {
                    state = ConnectorState.STOPPED;
                    end(new Termination(false, "stopped", null));
                    promise.complete();
                });
        return promise.future();
    }

    private void end(Termination termination) {
        if (terminated.tryComplete(termination)) {
            String id = deploymentId;
            if (id != null) {
                deploymentId = null;
                vertx.undeploy(id);
            }
        }
    }

    /** Closes everything that start() opened. */
    private Future<Void> release() {
        if (healthTimer != -1) {
            vertx.cancelTimer(healthTimer);
            healthTimer = -1;
        }
        List<Future<?>> closing = new ArrayList<>();
        if (pump != null) {
            closing.add(pump.close());
        }
        for (HostDeployment host : hosts) {
            closing.add(host.undeploy());
        }
        if (admin != null) {
            closing.add(admin.close());
        }
        Parts made = parts;
        Future<?> first = closing.isEmpty() ? Future.succeededFuture() : Future.join(closing);
        return first.transform(ignored -> positions == null ? Future.succeededFuture() : positions.close())
                .transform(ignored ->
                        made == null ? Future.succeededFuture() : made.client().close())
                .onComplete(ignored -> {
                    if (made != null) {
                        made.metrics().close();
                    }
                })
                .otherwiseEmpty();
    }

    /** The host undeployed the verticle instead of calling stop: stops as well as that allows. */
    @Override
    public Future<?> stop() {
        if (deploymentId == null || terminated.future().isComplete()) {
            return Future.succeededFuture();
        }
        deploymentId = null;
        return stopHere();
    }

    private Parts requireParts() {
        Parts made = parts;
        if (made == null) {
            throw new IllegalStateException("the runtime verticle has not started");
        }
        return made;
    }

    private Startup requireStartup() {
        Startup begun = startup;
        if (begun == null) {
            throw new IllegalStateException("the runtime verticle has not started");
        }
        return begun;
    }

    String connectorName() {
        return config.connectorName();
    }

    ConnectorState state() {
        return state;
    }

    int httpPort() {
        return httpPort;
    }

    Future<Termination> terminated() {
        return terminated.future();
    }

    Future<JsonObject> health() {
        Promise<JsonObject> promise = Promise.promise();
        context.runOnContext(ignored -> promise.complete(requireParts().board().toJson()));
        return promise.future();
    }
}
