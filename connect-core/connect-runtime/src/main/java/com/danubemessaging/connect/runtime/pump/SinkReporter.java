package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.engine.sink.Delivery;
import com.danubemessaging.connect.engine.sink.SinkEvent;
import com.danubemessaging.connect.runtime.delivery.DeadLetter;
import com.danubemessaging.connect.runtime.metrics.RuntimeMeter;
import io.vertx.core.json.JsonArray;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Turns what the sink engine reports into log lines and counters. Confined to the runtime's context. */
final class SinkReporter {

    private static final Logger LOG = LoggerFactory.getLogger(SinkPump.class);

    /** Gaps shown in health. */
    private static final int SHOWN_GAPS = 20;

    private final List<SubscribedPartition> partitions;
    private final List<ConsumerConfig> configs;
    private final ArrayDeque<String> gaps = new ArrayDeque<>();
    private final RateLimitedLog gapLog = new RateLimitedLog(LOG);
    private final RateLimitedLog deadLetterLog = new RateLimitedLog(LOG);
    private final RateLimitedLog retryLog = new RateLimitedLog(LOG);

    SinkReporter(List<SubscribedPartition> partitions, List<ConsumerConfig> configs) {
        this.partitions = partitions;
        this.configs = configs;
    }

    void report(SinkEvent event) {
        if (event instanceof SinkEvent.Retrying retrying) {
            retrying(retrying);
        } else if (event instanceof SinkEvent.TargetDown down) {
            LOG.atWarn()
                    .addKeyValue("topic", configs.get(down.subscription()).topic())
                    .addKeyValue("task", down.task())
                    .log(
                            "the target does not take records, trying again at least once a second: {}",
                            text(down.cause()));
        } else if (event instanceof SinkEvent.TargetUp up) {
            LOG.atInfo()
                    .addKeyValue("topic", configs.get(up.subscription()).topic())
                    .addKeyValue("task", up.task())
                    .log("the target takes records again");
        } else if (event instanceof SinkEvent.Gap gap) {
            gap(gap);
        } else if (event instanceof SinkEvent.GapFilled filled) {
            log(Level.INFO, filled.partition(), "offset {} came after all", Long.toUnsignedString(filled.offset()));
            partitions
                    .get(filled.partition())
                    .meters()
                    .count(filled.wasCertain() ? RuntimeMeter.GAP_FILLED : RuntimeMeter.GAP_UNCERTAIN_FILLED, 1);
        } else if (event instanceof SinkEvent.NewEpoch epoch) {
            log(
                    Level.WARN,
                    epoch.partition(),
                    "the broker counts offsets anew, as after losing its data: offset {} holds another record than before",
                    Long.toUnsignedString(epoch.offset()));
        } else if (event instanceof SinkEvent.NonReliable nonReliable) {
            log(
                    Level.WARN,
                    nonReliable.partition(),
                    "the topic is non-reliable: records may be lost before they get here",
                    "");
        } else if (event instanceof SinkEvent.Takeover takeover) {
            log(
                    Level.WARN,
                    takeover.partition(),
                    "another consumer of the same name took the stream over; is a second process running with this configuration? Waiting before the next try{}",
                    "");
        } else if (event instanceof SinkEvent.StreamClosed closed) {
            log(Level.INFO, closed.partition(), "the stream is closed for a while ({})", closed.cause());
        } else if (event instanceof SinkEvent.StreamOpened opened) {
            log(Level.INFO, opened.partition(), "the stream is opened again{}", "");
        } else if (event instanceof SinkEvent.Skipped skipped) {
            skipped(skipped);
        } else if (event instanceof SinkEvent.CallInterrupted interrupted) {
            LOG.atWarn()
                    .addKeyValue("task", interrupted.task())
                    .log("a call of the connector took too long and was interrupted");
        } else if (event instanceof SinkEvent.OrderViolation violation) {
            partitions.get(violation.partition()).meters().count(RuntimeMeter.ORDER_VIOLATIONS, 1);
        }
    }

    private void retrying(SinkEvent.Retrying retrying) {
        SubscribedPartition partition = partitions.get(retrying.partition());
        partition.meters().retried();
        partition.meters().failed(ErrorTypes.of(retrying.cause()));
        retryLog.warn(
                partition.inlet().topic(),
                retrying.offset(),
                "record failed, attempt " + retrying.attempt() + ", again in " + retrying.delayMillis() + " ms: "
                        + text(retrying.cause()));
    }

    private void gap(SinkEvent.Gap gap) {
        SubscribedPartition partition = partitions.get(gap.partition());
        long count = gap.to() - gap.from() + 1;
        String range = Long.toUnsignedString(gap.from()) + "-" + Long.toUnsignedString(gap.to());
        partition
                .meters()
                .count(gap.isCertain() ? RuntimeMeter.GAP_RECORDS : RuntimeMeter.GAP_UNCERTAIN_RECORDS, count);
        if (gaps.size() == SHOWN_GAPS) {
            gaps.removeFirst();
        }
        gaps.addLast(partition.inlet().topic() + " " + range + (gap.isCertain() ? "" : " (uncertain)"));
        // A lagging subscription loses hundreds of small ranges a second; the counter and health hold what the log
        // leaves out.
        gapLog.warn(
                partition.inlet().topic(),
                gap.from(),
                gap.isCertain()
                        ? "the broker skipped " + count + " record(s) of this subscription, offsets " + range
                                + "; they will not come: keep the lag below its buffer, or limit the publish rate"
                        : count + " record(s) of this subscription did not come, offsets " + range
                                + ": the run before this one was killed, or another consumer of the same name read, and"
                                + " may have had them; the broker may also have skipped them");
    }

    private void skipped(SinkEvent.Skipped skipped) {
        SubscribedPartition partition = partitions.get(skipped.partition());
        partition.meters().skipped();
        partition.meters().failed(ErrorTypes.of(skipped.cause()));
        deadLetterLog.warn(
                partition.inlet().topic(),
                skipped.offset(),
                "record skipped (" + skipped.reason() + "): " + text(skipped.cause()));
    }

    void deadLettered(Delivery<?> delivery, String deadLetterTopic, DeadLetter letter) {
        deadLetterLog.warn(
                partitions.get(delivery.partition()).inlet().topic(),
                delivery.offset(),
                "record stored in " + deadLetterTopic + ": "
                        + letter.attributes().get(DeadLetter.ERROR + "reason"));
    }

    JsonArray recentGaps() {
        return new JsonArray(List.copyOf(gaps));
    }

    private void log(Level level, int partition, String text, Object argument) {
        LOG.atLevel(level)
                .addKeyValue("topic", partitions.get(partition).inlet().topic())
                .log(text, argument);
    }

    private static String text(@Nullable Throwable cause) {
        if (cause == null) {
            return "no reason given";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
