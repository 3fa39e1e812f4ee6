package com.danubemessaging.connect.runtime.host;

import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SourceConnector;
import com.danubemessaging.connect.api.record.SourceOffset;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Deploys the verticles of one connector task and takes them down again. Confined to the runtime's context. */
public final class HostDeployment {

    /** For verticles that are idle; one that does not answer is left behind. */
    private static final long UNDEPLOY_MILLIS = 500;

    private final Vertx vertx;
    private final List<String> deployments = new ArrayList<>();
    private @Nullable HostVerticle verticle;
    private boolean isBlocking;

    /** Deploys into this Vert.x. */
    public HostDeployment(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * What a source needs beside its host.
     *
     * @param positions the position store, read from memory
     * @param creditRecords most records emitted and not settled
     * @param creditBytes most payload bytes of those
     */
    public record SourceSettings(
            Function<String, Optional<SourceOffset>> positions, int creditRecords, long creditBytes) {}

    /**
     * Deploys the hosting verticle, on an event loop or on a worker pool named {@code danube-connect-<connector>}.
     *
     * @param taskCount how many tasks the connector has, and threads its pool
     * @param callTimeout after which the blocked thread checker complains
     */
    public Future<Void> deploy(
            Connector connector, ConnectorHost host, int taskCount, Duration callTimeout, SourceSettings source) {
        DeploymentOptions worker = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("danube-connect-" + host.connectorName())
                .setWorkerPoolSize(taskCount)
                .setMaxWorkerExecuteTime(callTimeout.toMillis())
                .setMaxWorkerExecuteTimeUnit(TimeUnit.MILLISECONDS);
        DeploymentOptions eventLoop = new DeploymentOptions();
        if (connector instanceof SinkConnector sink) {
            return deployHost(new SinkHost(sink, host, taskCount), eventLoop);
        }
        if (connector instanceof SourceConnector streaming) {
            return deployHost(new SourceHost(streaming, host, source), eventLoop);
        }
        isBlocking = true;
        if (connector instanceof BlockingSinkConnector sink) {
            BlockingSinkAdapter adapter = new BlockingSinkAdapter(sink);
            return deployHost(new SinkHost(adapter, host, taskCount), worker)
                    .compose(ignored ->
                            deploy(new HostControl(host, adapter.guard(), adapter::quiesce, false), eventLoop));
        }
        BlockingSourceAdapter adapter = new BlockingSourceAdapter((BlockingSourceConnector) connector);
        return deployHost(new SourceHost(adapter, host, source), worker)
                .compose(ignored -> deploy(new HostControl(host, adapter.guard(), adapter::quiesce, true), eventLoop));
    }

    private Future<Void> deployHost(HostVerticle hosting, DeploymentOptions options) {
        verticle = hosting;
        return deploy(hosting, options);
    }

    private Future<Void> deploy(VerticleBase verticle, DeploymentOptions options) {
        return vertx.deployVerticle(verticle, options).map(id -> {
            deployments.add(id);
            return null;
        });
    }

    /** Whether the connector blocks: then interrupts and quiesce go past the queue of its worker. */
    public boolean isBlocking() {
        return isBlocking;
    }

    /** Takes the verticles down; a worker that is stuck in a call is left behind. Never fails. */
    public Future<Void> undeploy() {
        if (verticle != null) {
            verticle.release();
        }
        List<Future<?>> all = new ArrayList<>();
        for (String id : deployments) {
            all.add(vertx.undeploy(id)
                    .timeout(UNDEPLOY_MILLIS, TimeUnit.MILLISECONDS)
                    .otherwiseEmpty());
        }
        deployments.clear();
        return Future.join(all).mapEmpty();
    }
}
