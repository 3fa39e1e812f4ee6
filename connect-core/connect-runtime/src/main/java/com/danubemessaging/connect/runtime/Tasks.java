package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorMetrics;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.host.ConnectorHost;
import com.danubemessaging.connect.runtime.host.ConnectorKind;
import com.danubemessaging.connect.runtime.host.HostDeployment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The instances of a connector and the verticles that host them: one of a source, {@code tasks} of a sink. Confined to
 * the runtime's context.
 */
final class Tasks {

    private final Vertx vertx;
    private final ConnectorBus bus;
    private final ConnectorConfig config;
    private final ConnectorKind kind;
    private final List<Connector> connectors = new ArrayList<>();
    private final List<HostDeployment> deployments = new ArrayList<>();

    /**
     * Makes the instances.
     *
     * @throws com.danubemessaging.connect.api.error.ConfigurationException if the provider refuses the configuration
     */
    Tasks(Vertx vertx, ConnectorBus bus, ConnectorProvider provider, ConnectorConfig config) {
        this.vertx = vertx;
        this.bus = bus;
        this.config = config;
        Connector first = provider.create(config);
        this.kind = ConnectorKind.of(first);
        connectors.add(first);
        int count = kind == ConnectorKind.SINK ? config.get(CoreFields.TASKS).intValue() : 1;
        while (connectors.size() < count) {
            connectors.add(provider.create(config));
        }
    }

    Future<Void> deploy(ConnectorMetrics metrics, PositionKeeper positions, Map<String, String> environment) {
        HostDeployment.SourceSettings source = new HostDeployment.SourceSettings(
                positions::committedOffset,
                config.get(CoreFields.MAX_IN_FLIGHT_RECORDS).intValue(),
                config.get(CoreFields.MAX_IN_FLIGHT_BYTES));
        List<Future<?>> all = new ArrayList<>();
        for (int task = 0; task < connectors.size(); task++) {
            HostDeployment deployment = new HostDeployment(vertx);
            deployments.add(deployment);
            all.add(deployment.deploy(
                    connectors.get(task),
                    new ConnectorHost(vertx, bus, config.connectorName(), task, metrics, environment),
                    connectors.size(),
                    config.get(CoreFields.CALL_TIMEOUT),
                    source));
        }
        // Join, not all: what is taken down after a failure must have been put up before.
        return Future.join(all).mapEmpty();
    }

    int count() {
        return connectors.size();
    }

    ConnectorKind kind() {
        return kind;
    }

    /** Whether the connector blocks, so that its threads can be interrupted. */
    boolean isBlocking() {
        return !deployments.isEmpty() && deployments.get(0).isBlocking();
    }

    /** Sends to every task, behind what it is doing. */
    void command(HostCommand command) {
        for (int task = 0; task < count(); task++) {
            bus.command(task, command);
        }
    }

    /** Tells every task to quiesce; blocking ones beside the call that is under way. */
    void quiesce() {
        for (int task = 0; task < count(); task++) {
            if (isBlocking()) {
                bus.control(task, new HostCommand.Quiesce());
            } else {
                bus.command(task, new HostCommand.Quiesce());
            }
        }
    }

    Future<Void> undeploy() {
        return Future.join(deployments.stream().map(HostDeployment::undeploy).toList())
                .mapEmpty();
    }
}
