package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.engine.sink.SinkOptions;
import com.danubemessaging.connect.runtime.broker.Broker;
import com.danubemessaging.connect.runtime.broker.DeadLetters;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.metrics.ConnectMetrics;
import com.danubemessaging.connect.runtime.offset.PositionStore;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a pump works with.
 *
 * @param vertx the Vert.x
 * @param config the connector's configuration
 * @param bus the way to the connector
 * @param broker connected on the runtime's context
 * @param deadLetters where records end that cannot be delivered
 * @param metrics the connector's meters
 * @param positions the position store; null if the connector needs none, or it could not be opened and is not vital
 * @param instanceId tells replicas apart on Shared subscriptions
 * @param clock milliseconds that never run backwards, above 0
 * @param sinkTuning has the last word on a sink engine's settings
 * @param listener hears how the pump ends
 */
public record PumpContext(
        Vertx vertx,
        ConnectorConfig config,
        ConnectorBus bus,
        Broker broker,
        DeadLetters deadLetters,
        ConnectMetrics metrics,
        @Nullable PositionStore positions,
        String instanceId,
        LongSupplier clock,
        UnaryOperator<SinkOptions> sinkTuning,
        PumpListener listener) {}
