package com.danubemessaging.connect.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplicationHooks;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where Vert.x's launcher asks what to do: Vert.x's metrics go to the process's registry, the connector's verticle is
 * what is deployed, and failures are kept for the caller, because Vert.x's launcher returns only a number. Called on
 * the thread that launches; read from there afterwards.
 */
final class ConnectorHooks implements VertxApplicationHooks {

    private static final JsonArray NO_HTTP =
            new JsonArray().add(MetricsDomain.HTTP_CLIENT.toCategory()).add(MetricsDomain.HTTP_SERVER.toCategory());

    private static final String EVENT_LOOPS = "eventLoopPoolSize";

    private final MeterRegistry registry;
    private final Supplier<? extends Deployable> verticle;
    private final VertxBuilder builder = Vertx.builder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    ConnectorHooks(MeterRegistry registry, Supplier<? extends Deployable> verticle) {
        this.registry = registry;
        this.verticle = verticle;
    }

    /** What went wrong in Vert.x or in the deployment; null if that is not known. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /**
     * One event loop, and metrics, unless {@code --options} or a system property says otherwise.
     *
     * <p>Runtime and connector are on the same loop then, and a batch and its outcomes wake no other thread: with two
     * loops that is half of all system calls of a sink that reads ten records at a time. Work that blocks has threads
     * of its own. Who has several tasks that compute much on event loops sets {@code eventLoopPoolSize} to their
     * number.
     *
     * <p>Metrics of Vert.x and the JVM are on; those of HTTP are off. Of clients, because every record takes a request
     * to Danube, for which the runtime has meters of its own, and Vert.x looks up six meters a request: a tenth of a
     * connector's processor time, when it was measured. Of servers, because a probe that connects in the moment in
     * which the port is opened gets a connection without a metric, and vertx-micrometer-metrics 5.0.7 throws a
     * NullPointerException for each of its requests.
     */
    @Override
    public JsonObject afterVertxOptionsParsed(@Nullable JsonObject parsed) {
        JsonObject options = parsed == null ? new JsonObject() : parsed.copy();
        JsonObject metrics = new JsonObject()
                .put("enabled", true)
                .put("jvmMetricsEnabled", true)
                .put("disabledMetricsCategories", NO_HTTP.copy());
        metrics.mergeIn(options.getJsonObject("metricsOptions", new JsonObject()));
        if (!options.containsKey(EVENT_LOOPS)) {
            options.put(EVENT_LOOPS, 1);
        }
        return options.put("metricsOptions", metrics);
    }

    @Override
    public VertxBuilder createVertxBuilder(VertxOptions options) {
        return builder.with(options);
    }

    /** Only now are system properties in the options; a builder that is given a factory does not ask them. */
    @Override
    public void beforeStartingVertx(HookContext context) {
        if (context.vertxOptions().getMetricsOptions().isEnabled()) {
            builder.withMetrics(new MicrometerMetricsFactory(registry));
        }
    }

    @Override
    public void afterFailureToStartVertx(HookContext context, @Nullable Throwable cause) {
        keep(
                cause == null
                        ? new LaunchException(ExitCode.FAILURE, "Vert.x did not start within two minutes")
                        : new LaunchException(ExitCode.FAILURE, "Vert.x does not start: " + cause.getMessage()));
    }

    @Override
    public Supplier<? extends Deployable> verticleSupplier() {
        return verticle;
    }

    /** System properties and {@code vertx.deployment.options.*} come past the command line; here they are all in. */
    @Override
    public void beforeDeployingVerticle(HookContext context) {
        DeploymentOptions options = context.deploymentOptions();
        if (options.getInstances() != 1) {
            throw keep(VertxFlags.tooManyInstances(options.getInstances()));
        }
        if (options.getThreadingModel() != ThreadingModel.EVENT_LOOP) {
            throw keep(new LaunchException(
                    ExitCode.USAGE,
                    "threading model " + options.getThreadingModel()
                            + " is refused: the runtime decides on which threads a connector runs"));
        }
    }

    /** The Vert.x is left open: whoever ends the process closes it. */
    @Override
    public void afterFailureToDeployVerticle(HookContext context, @Nullable Throwable cause) {
        keep(
                cause == null
                        ? new LaunchException(ExitCode.FAILURE, "the connector did not start within two minutes")
                        : cause);
    }

    private <T extends Throwable> T keep(T cause) {
        failure.set(cause);
        return cause;
    }
}
