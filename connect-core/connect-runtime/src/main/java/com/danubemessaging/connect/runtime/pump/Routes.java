package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.connect.engine.source.SourceEngine;
import com.danubemessaging.connect.runtime.broker.Outbound;
import com.danubemessaging.connect.runtime.broker.TopicRoute;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that a source publishes to: those it declares, and those that its records name later. A declared topic
 * that cannot be used is an error of configuration; a later one is waited for, because by then records are on their way
 * that nothing must end. Confined to the runtime's context.
 */
final class Routes {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePump.class);

    /** Pause before a topic that was refused for good is tried again: only a person can have changed that. */
    private static final long RETRY_MILLIS = 5000;

    private final PumpContext pump;
    private final SourceEngine<Outbound> engine;
    private final Map<String, TopicRoute> byTopic = new LinkedHashMap<>();
    private final List<TopicRoute> byNumber = new ArrayList<>();
    private final Map<String, String> refusals = new TreeMap<>();
    private boolean isClosed;

    Routes(PumpContext pump, SourceEngine<Outbound> engine) {
        this.pump = pump;
        this.engine = engine;
    }

    /** Opens a topic that the connector declares; fails if it is refused for good. */
    Future<Void> declare(ProducerConfig config) {
        return byTopic.containsKey(config.topic()) ? Future.succeededFuture() : open(add(config));
    }

    /** The route of a record; one for a new topic is opened behind, by the record's own settings if it has any. */
    TopicRoute of(SourceRecord record) {
        TopicRoute known = byTopic.get(record.topic());
        if (known != null) {
            return known;
        }
        ProducerConfig config = record.producerConfig();
        TopicRoute route = add(config == null ? ProducerConfig.reliable(record.topic()) : config);
        // Keyed by the record's topic, whatever its settings say.
        byTopic.put(record.topic(), route);
        openUntilItWorks(route);
        return route;
    }

    private TopicRoute add(ProducerConfig config) {
        int number = engine.addTopic(pump.config().get(CoreFields.MAX_PUBLISH_RATE));
        TopicRoute route = pump.broker().route(config, pump.config().connectorName(), number);
        byTopic.put(config.topic(), route);
        byNumber.add(route);
        return route;
    }

    private Future<Void> open(TopicRoute route) {
        return route.open().onSuccess(ignored -> {
            if (isClosed) {
                route.close();
                return;
            }
            LOG.atInfo()
                    .addKeyValue("topic", route.topic())
                    .addKeyValue("partitions", route.config().partitions())
                    .addKeyValue("reliable", route.config().reliable())
                    .log("publishing");
        });
    }

    private void openUntilItWorks(TopicRoute route) {
        open(route).onSuccess(ignored -> refusals.remove(route.topic())).onFailure(failure -> {
            if (isClosed) {
                return;
            }
            String before = refusals.put(route.topic(), String.valueOf(failure.getMessage()));
            if (before == null) {
                LOG.atWarn()
                        .addKeyValue("topic", route.topic())
                        .log("the topic cannot be used, its records wait: {}", failure.getMessage());
            }
            pump.vertx().setTimer(RETRY_MILLIS, ignored -> {
                if (!isClosed) {
                    openUntilItWorks(route);
                }
            });
        });
    }

    String topic(int number) {
        return byNumber.get(number).topic();
    }

    /** One sentence for each topic that does not take records. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (TopicRoute route : byNumber) {
            String refusal = refusals.get(route.topic());
            if (refusal != null) {
                problems.add("Danube refuses records for " + route.topic() + ": " + refusal);
            } else if (engine.isDown(route.number()) || !route.isReady()) {
                problems.add("Danube does not take records for " + route.topic());
            } else if (route.silentSeconds() > 0) {
                problems.add("Danube has not answered publishes to " + route.topic() + " for " + route.silentSeconds()
                        + " s");
            }
        }
        return problems;
    }

    Future<Void> close() {
        isClosed = true;
        return Future.join(byNumber.stream().map(TopicRoute::close).toList()).mapEmpty();
    }
}
