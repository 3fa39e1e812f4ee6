package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.runtime.broker.ClientFailures;
import com.danubemessaging.connect.runtime.bus.HostEvent;
import com.danubemessaging.connect.runtime.host.ConnectorKind;
import com.danubemessaging.connect.runtime.pump.Pump;
import com.danubemessaging.connect.runtime.pump.PumpListener;
import com.danubemessaging.connect.runtime.pump.SinkPump;
import com.danubemessaging.connect.runtime.pump.SourcePump;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns everything of one connector that touches Danube, and leads it through its life: describe, initialize, subscribe
 * or make producers, run, quiesce, drain, shut down. Confined to its event loop, but for what {@link RunningHandle}
 * calls.
 */
final class RuntimeVerticle extends VerticleBase implements PumpListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectRuntime.class);

    /** How often gauges are noted and marks handed to the position store. */
    private static final long TICK_MILLIS = 1000;

    private final ConnectorProvider provider;
    private final ConnectorConfig config;
    private final ConnectRuntimeOptions options;
    private final Promise<Termination> terminated = Promise.promise();
    private final RunningHandle handle = new RunningHandle(this);

    private volatile ConnectorState state = ConnectorState.STARTING;
    private volatile int httpPort = -1;

    // Made in start(), on the event loop.
    private @Nullable Equipment equipment;
    private @Nullable Pump pump;
    private @Nullable Startup startup;
    private @Nullable Stopping stopping;
    private Future<Void> schemas = Future.succeededFuture();
    /** The host application takes this verticle down. */
    private boolean isLeaving;

    private boolean isUndeployingItself;
    private long ticker = -1;

    RuntimeVerticle(ConnectorProvider provider, ConnectorConfig config, ConnectRuntimeOptions options) {
        this.provider = provider;
        this.config = config;
        this.options = options;
    }

    RunningConnector running() {
        return handle;
    }

    @Override
    public Future<?> start() {
        Equipment made = new Equipment(vertx, config, options, this::state, this::problems, this::detail);
        equipment = made;
        return made.open(provider, this::onEvent)
                .onSuccess(port -> {
                    httpPort = port;
                    begin(made);
                })
                .recover(failure -> made.close().transform(ignored -> Future.failedFuture(failure)));
    }

    private void begin(Equipment made) {
        int tasks = made.tasks().count();
        Startup starting = new Startup(vertx, made.bus(), config, tasks, this::initialized, this::failed);
        startup = starting;
        // Beside each other: while the registry is away, a source that others connect to can tell them so.
        schemas = made.agreeOnSchemas().onFailure(failure -> {
            if (state == ConnectorState.STARTING) {
                failed(String.valueOf(failure.getMessage()), failure);
            }
        });
        starting.begin();
        ticker = vertx.setPeriodic(TICK_MILLIS, ignored -> tick());
    }

    private void tick() {
        if (pump != null) {
            pump.tick();
        }
        equipment().board().refresh();
    }

    private void initialized(HostEvent.Described described) {
        // Before the first record: what arrives must be writable.
        schemas.onSuccess(agreed -> run(described));
    }

    private void run(HostEvent.Described described) {
        if (state != ConnectorState.STARTING) {
            return;
        }
        Equipment made = equipment();
        Tasks tasks = made.tasks();
        boolean isSink = tasks.kind() == ConnectorKind.SINK;
        if (isSink && described.consumers().isEmpty()) {
            failed(
                    "the connector names no topic to read",
                    new ConfigurationException("the connector names no topic to read; configure at least one"));
            return;
        }
        Pump started = isSink
                ? new SinkPump(made.pumpContext(this), described.consumers(), described.linger(), tasks.isBlocking())
                : new SourcePump(
                        made.pumpContext(this), described.producers(), tasks.kind() == ConnectorKind.POLLED_SOURCE);
        pump = started;
        state = ConnectorState.RUNNING;
        made.healthChecking().begin(tasks.count(), config.get(CoreFields.HEALTH_CHECK_INTERVAL));
        started.begin();
    }

    private void onEvent(HostEvent event) {
        if (event instanceof HostEvent.HealthReported report) {
            equipment().healthChecking().handle(report);
        } else if (event instanceof HostEvent.ErrorReported error) {
            reported(error.error());
        } else if (event instanceof HostEvent.Leaving) {
            isLeaving = true;
            stopHere();
        } else if (event instanceof HostEvent.Described || event instanceof HostEvent.Initialized) {
            if (startup != null) {
                startup.handle(event);
            }
        } else if (event instanceof HostEvent.Quiesced || event instanceof HostEvent.ShutDown) {
            if (stopping != null) {
                stopping.handle(event);
            }
        } else if (pump != null) {
            pump.handle(event);
        }
    }

    private void reported(Throwable error) {
        switch (ConnectException.kindOf(error)) {
            case RETRYABLE, INVALID_DATA ->
                LOG.atWarn()
                        .addKeyValue("connector", connectorName())
                        .log("the connector reports: {}", error.getMessage());
            case FATAL, CONFIGURATION -> failed(String.valueOf(error.getMessage()), error);
            case UNCLASSIFIED -> failed("the connector failed with " + error, error);
        }
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (startup != null && pump == null) {
            equipment().schemaProblem().or(startup::problem).ifPresent(problems::add);
        }
        if (pump != null) {
            problems.addAll(pump.problems());
        }
        equipment().positions().problem().ifPresent(problems::add);
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
        LOG.atError().addKeyValue("connector", connectorName()).log("the connector ends: {}", reason);
        // What the broker refuses for good is explained by the reason; as an unexpected failure it would be reported as
        // a
        // bug.
        Throwable told =
                cause != null && ClientFailures.isOfBroker(cause) ? new ConfigurationException(reason, cause) : cause;
        state = ConnectorState.FAILED;
        goDown();
        if (pump != null) {
            pump.halt();
        }
        Stopping ending = new Stopping(vertx, equipment().tasks());
        stopping = ending;
        ending.shutDown().onComplete(ignored -> end(ConnectorState.FAILED, new Termination(true, reason, told)));
    }

    @Override
    public void drained(int left) {
        if (stopping != null) {
            stopping.drained(left);
        }
    }

    /** Begins the stop; it is over when {@link #terminated()} is. */
    private void stopHere() {
        if (state != ConnectorState.STARTING && state != ConnectorState.RUNNING) {
            return;
        }
        state = ConnectorState.STOPPING;
        goDown();
        Stopping ending = new Stopping(vertx, equipment().tasks());
        stopping = ending;
        ending.run(pump, config.get(CoreFields.SHUTDOWN_TIMEOUT).toMillis()).onSuccess(left -> {
            if (state != ConnectorState.STOPPING) {
                return;
            }
            if (left > 0) {
                LOG.atWarn()
                        .addKeyValue("connector", connectorName())
                        .log("{} records were not finished in time; they stay unacknowledged and come again", left);
            }
            end(ConnectorState.STOPPED, new Termination(false, "stopped", null));
        });
    }

    private void goDown() {
        if (startup != null) {
            startup.cancel();
        }
        equipment().healthChecking().close();
    }

    private void end(ConnectorState last, Termination termination) {
        if (ticker != -1) {
            vertx.cancelTimer(ticker);
            ticker = -1;
        }
        Future<Void> closedPump = pump == null ? Future.succeededFuture() : pump.close();
        closedPump
                .transform(ignored -> equipment().close())
                .transform(ignored -> undeployItself())
                .onComplete(ignored -> {
                    state = last;
                    terminated.tryComplete(termination);
                });
    }

    private Future<Void> undeployItself() {
        if (isLeaving) {
            return Future.succeededFuture();
        }
        isUndeployingItself = true;
        return vertx.undeploy(context.deploymentID());
    }

    /** The host application undeploys the verticle instead of calling stop; or the end of a stop does. */
    @Override
    public Future<?> stop() {
        if (isUndeployingItself) {
            return Future.succeededFuture();
        }
        isLeaving = true;
        stopHere();
        return terminated.future();
    }

    private Equipment equipment() {
        Equipment made = equipment;
        if (made == null) {
            throw new IllegalStateException("the runtime verticle has not started");
        }
        return made;
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

    Future<Void> stopConnector() {
        context.runOnContext(ignored -> stopHere());
        return terminated.future().mapEmpty();
    }

    Future<Termination> terminated() {
        return terminated.future();
    }

    Future<JsonObject> health() {
        Promise<JsonObject> promise = Promise.promise();
        context.runOnContext(ignored -> promise.complete(equipment().board().toJson()));
        return promise.future();
    }
}
