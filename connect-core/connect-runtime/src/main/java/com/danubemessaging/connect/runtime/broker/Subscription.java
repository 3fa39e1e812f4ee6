package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.vertx.client.Consumer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** A subscription to one topic: an inlet for each of its partitions. Confined to the runtime's context. */
public final class Subscription {

    private final Consumer consumer;
    private final List<Inlet> inlets;

    /** @param isClosable whether its streams may be closed for a while */
    Subscription(Vertx vertx, Consumer consumer, SchemaLookup schemas, boolean isClosable) {
        this.consumer = consumer;
        this.inlets = consumer.partitions().stream()
                .map(partition -> new Inlet(vertx, partition, schemas, isClosable))
                .toList();
    }

    /** The partitions in numerical order, or the one plain topic. */
    public List<Inlet> inlets() {
        return inlets;
    }

    /** Ends all streams; acknowledgements that were not answered fail. */
    public Future<Void> close() {
        return consumer.close();
    }
}
