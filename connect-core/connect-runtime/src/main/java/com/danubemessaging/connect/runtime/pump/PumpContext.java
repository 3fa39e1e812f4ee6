package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.runtime.bus.ConnectorBus;
import com.danubemessaging.connect.runtime.delivery.DeadLetters;
import com.danubemessaging.connect.runtime.metrics.ConnectMetrics;
import com.danubemessaging.connect.runtime.offset.PositionStore;
import com.danubemessaging.vertx.client.DanubeClient;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a pump works with.
 *
 * @param vertx the Vert.x
 * @param config the connector's configuration
 * @param bus the way to the connector
 * @param client made on the runtime's context
 * @param deadLetters where records end that cannot be delivered
 * @param metrics the connector's meters
 * @param positions the position store; null if the connector needs none, or it could not be opened and is not vital
 * @param instanceId tells replicas apart on Shared subscriptions
 * @param clock milliseconds that never run backwards
 * @param listener hears how the pump ends
 */
public record PumpContext(
        Vertx vertx,
        ConnectorConfig config,
        ConnectorBus bus,
        DanubeClient client,
        DeadLetters deadLetters,
        ConnectMetrics metrics,
        @Nullable PositionStore positions,
        String instanceId,
        LongSupplier clock,
        PumpListener listener) {}
