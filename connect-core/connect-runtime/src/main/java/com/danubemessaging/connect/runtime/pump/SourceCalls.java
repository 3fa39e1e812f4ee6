package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.engine.source.Emission;
import com.danubemessaging.connect.engine.source.PublishFailure;
import com.danubemessaging.connect.engine.source.Settlement;
import com.danubemessaging.connect.engine.source.SourceEngine;
import com.danubemessaging.connect.engine.source.SourceEvent;
import com.danubemessaging.connect.engine.source.SourcePort;
import com.danubemessaging.connect.runtime.broker.DeadLetters;
import com.danubemessaging.connect.runtime.broker.Letters;
import com.danubemessaging.connect.runtime.broker.Outbound;
import com.danubemessaging.connect.runtime.bus.HostCommand;
import com.danubemessaging.connect.runtime.delivery.DeadLetter;
import com.danubemessaging.connect.runtime.metrics.ConnectMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the source engine wants done into calls of the broker and of the connector, and their ends into events of
 * the engine. Confined to the runtime's context.
 */
final class SourceCalls implements SourcePort<Outbound> {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePump.class);

    private final PumpContext pump;
    private final @Nullable Settling settling;
    private final Runnable creditAvailable;
    private final Runnable topicsChanged;
    private final SourceEngine<Outbound> engine;
    private final EngineTurn turn;
    private final RateLimitedLog lostRecordLog = new RateLimitedLog(LOG);
    private @Nullable Routes routes;

    /**
     * @param settling tells a streaming source how its records ended; null for a polled one
     * @param creditAvailable told when nothing waits for credit any more
     * @param topicsChanged told when a topic goes down or comes up again
     */
    SourceCalls(PumpContext pump, @Nullable Settling settling, Runnable creditAvailable, Runnable topicsChanged) {
        this.pump = pump;
        this.settling = settling;
        this.creditAvailable = creditAvailable;
        this.topicsChanged = topicsChanged;
        this.engine = new SourceEngine<>(PumpSettings.source(pump.config()), this, new SplittableRandom());
        this.turn =
                new EngineTurn(pump.vertx(), pump.clock(), engine::flush, engine::onTimer, failure -> pump.listener()
                        .failed("the runtime failed while publishing: " + failure, failure));
    }

    void routes(Routes topics) {
        routes = topics;
    }

    SourceEngine<Outbound> engine() {
        return engine;
    }

    EngineTurn turn() {
        return turn;
    }

    /** The engine is called no more, and the source hears of what has ended. */
    void halt() {
        turn.close();
        if (settling != null) {
            settling.flush();
        }
    }

    private ConnectMetrics.TopicMeters meters(Outbound outbound) {
        return pump.metrics().topic(outbound.route().topic());
    }

    @Override
    public void publish(Emission<Outbound> emission) {
        Outbound outbound = emission.record();
        long start = System.nanoTime();
        outbound.route().publish(outbound).onComplete(answer -> {
            ConnectMetrics.TopicMeters meters = meters(outbound);
            if (answer.succeeded()) {
                meters.processing(System.nanoTime() - start);
                turn.enter(now -> engine.published(emission, now));
            } else {
                Throwable failure = answer.cause();
                PublishFailure meaning = outbound.route().meaning(outbound, failure, emission.attempts());
                meters.failed(ErrorTypes.of(failure));
                turn.enter(now -> engine.publishFailed(emission, meaning, failure, now));
            }
        });
    }

    @Override
    public void deadLetter(Emission<Outbound> emission, PublishFailure reason, @Nullable Throwable cause) {
        Outbound outbound = emission.record();
        DeadLetter letter = Letters.of(
                outbound,
                DeadLetter.reason(
                        pump.config().connectorName(),
                        outbound.isEncoded() ? DeadLetter.Stage.PUBLISH : DeadLetter.Stage.ENCODE,
                        reason.name().toLowerCase(Locale.ROOT),
                        emission.attempts() + 1,
                        cause,
                        System.currentTimeMillis()));
        pump.deadLetters().store(letter).onComplete(stored -> {
            if (stored.succeeded()) {
                meters(outbound).deadLettered();
                SourceOffset offset = outbound.record().offset();
                lostRecordLog.warn(
                        letter.topic(),
                        offset == null ? 0 : offset.value(),
                        "record stored in " + pump.deadLetters().topicFor(letter.topic()) + ": "
                                + letter.attributes().get(DeadLetter.ERROR + "reason"));
                turn.enter(now -> engine.deadLetterStored(emission, now));
            } else {
                boolean isFinal = stored.cause() instanceof DeadLetters.Refused;
                String detail = String.valueOf(stored.cause().getMessage());
                turn.enter(now -> engine.deadLetterFailed(emission, isFinal, detail, reason, cause, now));
            }
        });
    }

    @Override
    public void settled(Emission<Outbound> emission, Settlement settlement) {
        Outbound outbound = emission.record();
        if (settlement == Settlement.PUBLISHED) {
            meters(outbound).processed();
        } else if (settlement == Settlement.SKIPPED) {
            meters(outbound).skipped();
        }
        if (settling != null) {
            settling.settled(outbound, settlement);
        }
    }

    @Override
    public void commit(List<Emission<Outbound>> heads) {
        List<SourceOffset> offsets = new ArrayList<>(heads.size());
        for (Emission<Outbound> head : heads) {
            SourceOffset offset = head.record().record().offset();
            if (offset != null) {
                offsets.add(offset);
                if (pump.positions() != null) {
                    pump.positions().commit(offset);
                }
            }
        }
        pump.bus().command(0, new HostCommand.Commit(List.copyOf(offsets)));
    }

    @Override
    public void creditAvailable() {
        creditAvailable.run();
    }

    @Override
    public void wakeAt(long timeMillis) {
        turn.wakeAt(timeMillis);
    }

    @Override
    public void report(SourceEvent event) {
        if (event instanceof SourceEvent.TopicDown down) {
            LOG.atWarn()
                    .addKeyValue("topic", topic(down.topic()))
                    .log(
                            "Danube does not take records, trying again for as long as it takes: {}",
                            text(down.cause(), down.failure()));
            topicsChanged.run();
        } else if (event instanceof SourceEvent.TopicUp up) {
            LOG.atInfo().addKeyValue("topic", topic(up.topic())).log("Danube takes records again");
            topicsChanged.run();
        } else if (event instanceof SourceEvent.Skipped skipped) {
            lostRecordLog.warn(
                    topic(skipped.topic()),
                    0,
                    "record skipped (" + skipped.reason() + "): " + text(skipped.cause(), skipped.reason()));
        }
    }

    private String topic(int number) {
        return routes == null ? "" : routes.topic(number);
    }

    private static String text(@Nullable Throwable cause, PublishFailure failure) {
        return cause == null || cause.getMessage() == null ? failure.name() : cause.getMessage();
    }

    @Override
    public void drained(int unsettled) {
        pump.listener().drained(unsettled);
    }

    @Override
    public void stopped(SourceEvent.StopReason reason, String detail, @Nullable Throwable cause) {
        String text = cause == null || reason == SourceEvent.StopReason.DEAD_LETTER_REFUSED
                ? detail
                : detail + ": " + cause.getMessage();
        pump.listener().failed(text, cause);
    }
}
