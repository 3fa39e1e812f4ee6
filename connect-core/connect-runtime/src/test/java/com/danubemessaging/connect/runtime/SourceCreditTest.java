package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.embedded.model.BrokerCall;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credit, deadlines and what a source is told when Danube is slow. */
class SourceCreditTest extends RuntimeFixture {

    private final StreamingSource source = new StreamingSource(ProducerConfig.reliable(TOPIC));
    private RunningConnector running;

    @BeforeEach
    void startSource() throws Exception {
        running = deployReady(config("reader").with(CoreFields.MAX_IN_FLIGHT_RECORDS, 4L), source);
        until(source::isStarted);
    }

    private static SourceRecord record(int number) {
        return SourceRecord.fromJson(TOPIC, number).withKey("k");
    }

    private Future<List<EmitOutcome>> emit(int number, Duration deadline) {
        return source.on(emitter -> emitter.emit(List.of(record(number)), deadline));
    }

    @Test
    void tellsAtTheDeadlineWhatWasNeverSentFromWhatMayBeStored() throws Exception {
        danube.faults().loseReplies(BrokerCall.SEND_MESSAGE, 1).await(5, SECONDS);

        Future<List<EmitOutcome>> first = emit(1, Duration.ofMillis(300));
        Future<List<EmitOutcome>> second = emit(2, Duration.ofMillis(300));

        assertThat(first.await(5, SECONDS)).containsExactly(EmitOutcome.UNKNOWN);
        assertThat(second.await(5, SECONDS)).containsExactly(EmitOutcome.WITHDRAWN);
    }

    @Test
    void withdrawsWhatWaitsForABrokerThatIsAway() throws Exception {
        danube.stopListening().await(5, SECONDS);
        until(() -> !problems(running).isEmpty());

        assertThat(emit(1, Duration.ofMillis(200)).await(5, SECONDS)).containsExactly(EmitOutcome.WITHDRAWN);
    }

    @Test
    void tellsTheSourceThatDanubeIsAwayAndBackAlthoughNothingIsEmitted() throws Exception {
        assertThat(source.<Boolean>now(RecordEmitter::isDanubeReady)).isTrue();

        danube.stopListening().await(5, SECONDS);
        until(() -> !source.<Boolean>now(RecordEmitter::isDanubeReady));
        danube.resumeListening().await(5, SECONDS);

        until(() -> source.<Boolean>now(RecordEmitter::isDanubeReady));
    }

    @Test
    void isFullAtTheCreditAndCallsTheDrainHandlerOnceWhenHalfOfItIsFree() throws Exception {
        danube.stopListening().await(5, SECONDS);
        AtomicInteger drained = new AtomicInteger();

        boolean fullBefore = source.now(emitter -> {
            emitter.drainHandler(ignored -> drained.incrementAndGet());
            return emitter.writeQueueFull();
        });
        boolean fullAfter = source.now(emitter -> {
            for (int i = 0; i < 4; i++) {
                emitter.push(record(i));
            }
            return emitter.writeQueueFull();
        });
        assertThat(fullBefore).isFalse();
        assertThat(fullAfter).isTrue();
        assertThat(drained).hasValue(0);
        danube.resumeListening().await(5, SECONDS);

        until(() -> count(running, "published") == 4);
        until(() -> drained.get() == 1);
        assertThat(source.<Boolean>now(emitter -> emitter.writeQueueFull())).isFalse();
    }

    @Test
    void holdsASourceToTwiceItsCredit() throws Exception {
        danube.stopListening().await(5, SECONDS);
        source.now(emitter -> {
            for (int i = 0; i < 8; i++) {
                emitter.push(record(i));
            }
            return true;
        });

        assertThatThrownBy(() -> source.now(emitter -> {
                    emitter.push(record(8));
                    return true;
                }))
                .hasMessageContaining("beyond twice the credit of 4 records");
        assertThat(source.on(emitter -> emitter.emit(List.of(record(9)))).await(5, SECONDS))
                .containsExactly(EmitOutcome.WITHDRAWN);
        danube.resumeListening().await(5, SECONDS);
        until(() -> count(running, "published") == 8);
    }

    @Test
    void withdrawsWhatWaitsForCreditAtOnceWhenTheConnectorStops() throws Exception {
        danube.stopListening().await(5, SECONDS);
        source.now(emitter -> {
            for (int i = 0; i < 4; i++) {
                emitter.push(record(i));
            }
            return true;
        });
        Future<List<EmitOutcome>> waiting = source.on(emitter -> emitter.emit(List.of(record(4))));
        until(() -> count(running, "waiting_records") == 1);

        Future<Void> stopped = running.stop();

        assertThat(waiting.await(5, SECONDS)).containsExactly(EmitOutcome.WITHDRAWN);
        stopped.await(10, SECONDS);
        assertThat(source.isQuiesced).isTrue();
    }

    @Test
    void failsWhatIsStillOpenWhenTheConnectorEndsByAFailure() throws Exception {
        danube.stopListening().await(5, SECONDS);
        Future<List<EmitOutcome>> open = source.on(emitter -> emitter.emit(List.of(record(1))));
        until(() -> count(running, "held_records") == 1);

        source.reportError(new FatalException("the session was revoked"));

        assertThatThrownBy(() -> open.await(5, SECONDS)).hasMessageContaining("is being shut down");
        assertThat(end(running).failed()).isTrue();
    }

    @Test
    void tellsTheSourceHowItsRecordsEndedBeforeItShutsItDown() throws Exception {
        danube.faults().loseReplies(BrokerCall.SEND_MESSAGE, 1).await(5, SECONDS);
        Future<Boolean> shutDownWhenTold = source.on(emitter -> emitter.emit(List.of(record(1)))
                .expecting(outcomes -> outcomes.equals(List.of(EmitOutcome.UNKNOWN)))
                .map(outcomes -> source.isShutDown));
        until(() -> count(running, "held_records") == 1);

        running.stop().await(10, SECONDS);

        assertThat(shutDownWhenTold.await(5, SECONDS)).isFalse();
        assertThat(source.isShutDown).isTrue();
    }
}
