package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.BlockingSourceConnector;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SourceConnector;
import java.util.List;

/** What a connector declares to read or write, whatever its shape: a pure function, so no context is needed. */
final class Subscriptions {

    private Subscriptions() {}

    static List<ConsumerConfig> of(Connector connector) {
        if (connector instanceof SinkConnector sink) {
            return sink.consumerConfigs();
        }
        if (connector instanceof BlockingSinkConnector sink) {
            return sink.consumerConfigs();
        }
        throw new AssertionError("the provider made " + connector.getClass().getName() + ", which is no sink");
    }

    static List<ProducerConfig> producersOf(Connector connector) {
        if (connector instanceof SourceConnector source) {
            return source.producerConfigs();
        }
        if (connector instanceof BlockingSourceConnector source) {
            return source.producerConfigs();
        }
        throw new AssertionError("the provider made " + connector.getClass().getName() + ", which is no source");
    }
}
