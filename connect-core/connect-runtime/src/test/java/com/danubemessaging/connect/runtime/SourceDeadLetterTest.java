package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.EmitOutcome;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.RecordTooLargeException;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.api.record.SourceRecord;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceDeadLetterTest extends RuntimeFixture {

    private static final String DEAD_LETTERS = "/default/dlq-reader-q";

    /** A value whose getter throws. */
    public static final class Broken {
        /** Fails. */
        public String getName() {
            throw new IllegalStateException("the row is gone");
        }
    }

    private final StreamingSource source = new StreamingSource(ProducerConfig.reliable(TOPIC));
    private List<Message> letters;

    @BeforeEach
    void readDeadLetters() throws Exception {
        letters = tail(DEAD_LETTERS);
    }

    private RunningConnector start(TestConfigs config) throws Exception {
        RunningConnector running = deployReady(config, source);
        until(source::isStarted);
        return running;
    }

    private List<EmitOutcome> emit(SourceRecord... records) throws Exception {
        return source.on(emitter -> emitter.emit(List.of(records))).await(20, SECONDS);
    }

    @Test
    void keepsARecordThatIsTooLargeInPartsThatMakeUpTheWhole() throws Exception {
        start(config("reader"));
        byte[] large = new byte[5 << 20];
        new Random(7).nextBytes(large);

        List<EmitOutcome> outcomes = emit(
                SourceRecord.of(TOPIC, large).withKey("k").withAttribute("colour", "red"),
                SourceRecord.fromString(TOPIC, "next").withKey("k"));

        assertThat(outcomes).containsExactly(EmitOutcome.DEAD_LETTERED, EmitOutcome.PUBLISHED);
        until(() -> letters.size() == 2);
        Buffer whole = Buffer.buffer();
        for (int i = 0; i < 2; i++) {
            Message part = letters.get(i);
            assertThat(part.payload().length()).isLessThanOrEqualTo(3 << 20);
            assertThat(part.attributes())
                    .containsEntry("danube.connect.part", Integer.toString(i + 1))
                    .containsEntry("danube.connect.parts", "2")
                    .containsEntry("danube.connect.error.outcome", "too_large")
                    .containsEntry("danube.connect.error.stage", "publish")
                    .containsEntry("danube.connect.origin.topic", TOPIC)
                    .containsEntry("colour", "red");
            whole.appendBuffer(part.payload());
        }
        assertThat(whole.getBytes()).isEqualTo(large);
        assertThat(letters.get(0).attributes().get("danube.connect.sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(large)));
    }

    @Test
    void refusesAllRecordsOfACallIfOneIsTooLargeAndTheSourceWantsToKnow() throws Exception {
        RunningConnector running = start(config("reader").with(CoreFields.MAX_IN_FLIGHT_RECORDS, 4L));
        List<Message> published = tail(TOPIC);
        List<SourceRecord> call = List.of(
                SourceRecord.fromString(TOPIC, "small").withKey("k"),
                SourceRecord.of(TOPIC, new byte[5 << 20]).withKey("k"));

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> source.on(emitter -> emitter.emitIfAllFit(call, Duration.ofSeconds(20)))
                            .await(20, SECONDS))
                    .isInstanceOfSatisfying(RecordTooLargeException.class, refusal -> {
                        assertThat(refusal.payloadBytes()).isEqualTo(5 << 20);
                        assertThat(refusal.mostBytes()).isBetween((4L << 20) - 6 * 1024, 4L << 20);
                    });
        }

        assertThat(source.<Boolean>now(RecordEmitter::writeQueueFull))
                .as("credit is kept")
                .isFalse();
        assertThat(emit(SourceRecord.fromString(TOPIC, "next").withKey("k"))).containsExactly(EmitOutcome.PUBLISHED);
        until(() -> published.size() == 1);
        assertThat(texts(published)).containsExactly("\"next\"");
        assertThat(letters).isEmpty();
        assertThat(count(running, "emitted")).isEqualTo(1);
    }

    @Test
    void publishesWhatIsAsLargeAsTheRefusalOfALargerOneSays() throws Exception {
        start(config("reader"));
        SourceRecord large =
                SourceRecord.of(TOPIC, new byte[5 << 20]).withKey("schlüssel").withAttribute("größe", "ä".repeat(3000));
        AtomicInteger most = new AtomicInteger();
        assertThatThrownBy(() -> emitIfAllFit(large))
                .isInstanceOfSatisfying(RecordTooLargeException.class, refusal -> most.set((int) refusal.mostBytes()));

        SourceRecord largest = SourceRecord.of(TOPIC, new byte[most.get()])
                .withKey("schlüssel")
                .withAttribute("größe", "ä".repeat(3000));
        assertThat(emitIfAllFit(largest)).containsExactly(EmitOutcome.PUBLISHED);
        SourceRecord oneMore = SourceRecord.of(TOPIC, new byte[most.get() + 1])
                .withKey("schlüssel")
                .withAttribute("größe", "ä".repeat(3000));
        assertThatThrownBy(() -> emitIfAllFit(oneMore)).isInstanceOf(RecordTooLargeException.class);
    }

    private List<EmitOutcome> emitIfAllFit(SourceRecord record) throws Exception {
        return source.on(emitter -> emitter.emitIfAllFit(List.of(record), Duration.ofSeconds(20)))
                .await(20, SECONDS);
    }

    @Test
    void deadLettersAValueThatCannotBeEncodedAndCommitsItsOffset() throws Exception {
        start(config("reader"));

        List<EmitOutcome> outcomes = emit(
                SourceRecord.fromJson(TOPIC, new Broken()).withOffset(SourceOffset.of("p", 1)),
                SourceRecord.fromString(TOPIC, "next").withOffset(SourceOffset.of("p", 2)));

        assertThat(outcomes).containsExactly(EmitOutcome.DEAD_LETTERED, EmitOutcome.PUBLISHED);
        until(() -> source.committed.contains(SourceOffset.of("p", 2)) && letters.size() == 1);
        assertThat(letters.get(0).attributes())
                .containsEntry("danube.connect.error.stage", "encode")
                .containsEntry("danube.connect.error.outcome", "invalid")
                .containsEntry("danube.connect.origin.source_partition", "p")
                .containsEntry("danube.connect.origin.source_offset", "1");
    }

    @Test
    void skipsWhatCannotBePublishedWhereThePolicySaysSo() throws Exception {
        start(config("reader").with(CoreFields.ON_INVALID, "skip"));

        List<EmitOutcome> outcomes = emit(SourceRecord.of(TOPIC, new byte[5 << 20]));

        assertThat(outcomes).containsExactly(EmitOutcome.SKIPPED);
        assertThat(letters).isEmpty();
    }

    @Test
    void endsWhereThePolicySaysStop() throws Exception {
        RunningConnector running = start(config("reader").with(CoreFields.ON_INVALID, "stop"));

        emit(SourceRecord.of(TOPIC, new byte[5 << 20]).withOffset(SourceOffset.of("p", 1)));

        assertThat(end(running).reason()).contains("policy says stop");
        assertThat(source.committed).isEmpty();
    }
}
