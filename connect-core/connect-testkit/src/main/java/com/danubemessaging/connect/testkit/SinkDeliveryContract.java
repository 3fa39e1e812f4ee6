package com.danubemessaging.connect.testkit;

import static com.danubemessaging.connect.testkit.SinkCapability.ANY_PAYLOAD;
import static com.danubemessaging.connect.testkit.SinkCapability.ATTRIBUTES;
import static com.danubemessaging.connect.testkit.SinkCapability.IDEMPOTENT;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.RecordOutcome.Status;
import com.danubemessaging.connect.api.record.SinkRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of records. */
abstract class SinkDeliveryContract extends SinkRig {

    private static final int BATCH = 5;

    @Test
    void aRecordThatIsDoneIsThereAtOnce() throws Exception {
        HostedSink sink = started();
        List<SinkRecord> records = records(records(), 0, 1, 1);

        write(sink, records);

        assertThat(Contents.firsts(target().written())).isEqualTo(Contents.expected(records));
    }

    @Test
    void writesALargeBatchCompletelyAndEachKeyInOrder() throws Exception {
        HostedSink sink = started();
        List<SinkRecord> records = records(records(), 0, 1000, 7);

        write(sink, records);

        assertThatOrderIsKept(records);
    }

    @Test
    void writesRecordsWithoutAKey() throws Exception {
        HostedSink sink = started();
        SinkRecords maker = records();
        List<SinkRecord> records =
                List.of(maker.next(null, target().payload(0)), maker.next(null, target().payload(1)));

        write(sink, records);

        assertThat(Contents.firsts(target().written())).containsAll(Contents.expected(records));
    }

    @Test
    void bringsAttributesAlongOrLeavesThemOutQuietly() throws Exception {
        HostedSink sink = started();
        Map<String, String> attributes =
                Map.of("content-type", "text/plain", "empty", "", "ünïcode", "\ud83d\ude80 \"\n");
        SinkRecord record = records()
                .draft("key", target().payload(1))
                .attributes(attributes)
                .build();

        write(sink, List.of(record));

        assertThat(target().written())
                .singleElement()
                .extracting(WrittenRecord::attributes)
                .isEqualTo(can(ATTRIBUTES) ? attributes : Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void writesAPayloadAtTheEdgeUnchangedOrRefusesItAlone(PayloadEdge edge) throws Exception {
        HostedSink sink = started();
        SinkRecords maker = records();
        SinkRecord neighbour = maker.next("before", target().payload(1));
        SinkRecord odd =
                maker.draft("odd", edge.payload()).schema(edge.schema()).build();
        SinkRecord other = maker.next("after", target().payload(2));

        SinkDelivery delivery = delivery(sink);
        delivery.deliver(List.of(neighbour, odd, other), 3);

        List<SinkRecord> expected = new ArrayList<>(List.of(neighbour, odd, other));
        expected.removeAll(delivery.invalid());
        assertThat(Contents.firsts(target().written()))
                .containsExactlyInAnyOrderElementsOf(Contents.expected(expected));
        assertThat(delivery.invalid()).as("refused").isSubsetOf(odd);
        if (can(ANY_PAYLOAD) && edge.schema() == null) {
            assertThat(delivery.invalid())
                    .as("refused by a sink that takes any payload")
                    .isEmpty();
        }
    }

    @Test
    void refusesABadRecordInEachPlaceOfABatchAndWritesTheOthers() throws Exception {
        assumePoison();
        HostedSink sink = started();
        SinkRecords maker = records();
        List<SinkRecord> expected = new ArrayList<>();
        for (int bad = 0; bad < BATCH; bad++) {
            List<SinkRecord> batch = new ArrayList<>(records(maker, bad * BATCH, BATCH, BATCH));
            SinkRecord poison = poison(maker, "key-" + bad);
            batch.set(bad, poison);
            expected.addAll(batch);
            expected.remove(poison);

            SinkDelivery delivery = delivery(sink);
            delivery.deliver(batch, BATCH);

            assertThat(delivery.invalid())
                    .as("refused, with the bad record at %s", bad)
                    .containsExactly(poison);
        }
        assertThatOrderIsKept(expected);
    }

    @Test
    void aBadRecordDoesNotHoldBackTheOthersOfItsKey() throws Exception {
        assumePoison();
        HostedSink sink = started();
        SinkRecords maker = records();
        SinkRecord first = maker.next("key", target().payload(1));
        SinkRecord bad = poison(maker, "key");
        SinkRecord last = maker.next("key", target().payload(2));

        SinkDelivery delivery = delivery(sink);
        delivery.deliver(List.of(first, bad, last), 3);

        assertThat(delivery.invalid()).containsExactly(bad);
        assertThat(Contents.firsts(target().written())).isEqualTo(Contents.expected(List.of(first, last)));
    }

    @Test
    void saysWhyItRefusesARecordWithoutShowingItsPayload() throws Exception {
        assumePoison();
        HostedSink sink = started();
        SinkRecord bad = poison(records(), "key");

        BatchResult result = sink.processBatch(List.of(bad)).await(CALL_SECONDS, SECONDS);

        RecordOutcome outcome = result.outcomes().get(0);
        assertThat(outcome.status()).isEqualTo(Status.INVALID);
        String reason = Objects.requireNonNull(outcome.cause()).getMessage();
        assertThat(reason)
                .as("one sentence for the person on call")
                .isNotBlank()
                .contains(" ");
        if (bad.payload().length() > 3) {
            assertThat(reason).doesNotContain(bad.payload().toString());
        }
    }

    @Test
    void takesABatchASecondTimeAndLosesNothing() throws Exception {
        HostedSink sink = started();
        List<SinkRecord> records = records(records(), 0, 10, 3);

        write(sink, records);
        write(sink, records);

        List<WrittenRecord> written = target().written();
        assertThat(Contents.firsts(written)).containsExactlyInAnyOrderElementsOf(Contents.expected(records));
        assertThat(written).hasSizeLessThanOrEqualTo(can(IDEMPOTENT) ? records.size() : 2 * records.size());
    }

    @Test
    void losesNothingAndKeepsTheOrderOfEachKeyThroughAnOutage() throws Exception {
        Outage outage = assumeOutage();
        HostedSink sink = started();
        List<SinkRecord> records = records(records(), 0, 60, 3);
        SinkDelivery delivery = delivery(sink);

        delivery.deliver(records, BATCH, attempt -> {
            if (attempt == 4) {
                outage.begin();
            } else if (attempt == 7) {
                outage.end();
            }
        });

        assertThat(delivery.failedAttempts())
                .as("attempts that failed while the target was away")
                .isPositive();
        assertThat(delivery.invalid())
                .as("refused for good although the target was only away")
                .isEmpty();
        assertThatOrderIsKept(records);
    }

    @Test
    void writesARecordThatFailsForAWhileInItsPlaceWhereverItStands() throws Exception {
        int failures = 3;
        HostedSink sink = started();
        SinkRecords maker = records();
        List<SinkRecord> all = new ArrayList<>();
        for (int place = 0; place < BATCH; place++) {
            List<SinkRecord> batch = new ArrayList<>(records(maker, place * BATCH, BATCH, 2));
            SinkRecord late = reluctant(maker, "key-" + place % 2, failures);
            batch.set(place, late);
            all.addAll(batch);

            SinkDelivery delivery = delivery(sink);
            delivery.deliver(batch, BATCH);

            assertThat(delivery.invalid())
                    .as("refused for good although it failed for a while only, at %s", place)
                    .isEmpty();
            assertThat(delivery.failedTriesOf(late))
                    .as("tries that failed, at %s", place)
                    .isEqualTo(failures);
        }
        assertThatOrderIsKept(all);
    }

    @Test
    void letsGoOfARecordWhoseTriesAreUsedUpAndOfNoOtherWhereverItStands() throws Exception {
        int tries = 4;
        HostedSink sink = started();
        SinkRecords maker = records();
        List<SinkRecord> others = new ArrayList<>();
        for (int place = 0; place < BATCH; place++) {
            List<SinkRecord> batch = new ArrayList<>(records(maker, place * BATCH, BATCH, 2));
            SinkRecord hopeless = reluctant(maker, "key-" + place % 2, Integer.MAX_VALUE);
            batch.set(place, hopeless);
            others.addAll(batch);
            others.remove(hopeless);

            SinkDelivery delivery = delivery(sink).givingUpAfter(tries);
            delivery.deliver(batch, BATCH);

            assertThat(delivery.exhausted())
                    .as("given up after %s tries, at %s", tries, place)
                    .containsExactly(hopeless);
            assertThat(delivery.invalid()).as("refused for good").isEmpty();
        }
        assertThatOrderIsKept(others);
    }

    private SinkRecord reluctant(SinkRecords maker, String key, int failures) throws Exception {
        Optional<SinkRecord> record = target().reluctant(maker, key, failures);
        assumeTrue(record.isPresent(), "this target cannot refuse a single record for a while");
        return record.orElseThrow();
    }

    final Outage assumeOutage() {
        Optional<Outage> outage = target().outage();
        assumeTrue(outage.isPresent(), "this target cannot be taken away");
        return outage.orElseThrow();
    }

    private void assumePoison() throws Exception {
        assumeTrue(target().poison(records(), "key").isPresent(), "this sink refuses no record");
    }

    private SinkRecord poison(SinkRecords maker, String key) {
        return target().poison(maker, key).orElseThrow();
    }

    final void assertThatOrderIsKept(List<SinkRecord> records) throws Exception {
        List<Object> written = Contents.firsts(target().written());
        assertThat(written).as("first occurrences").containsExactlyInAnyOrderElementsOf(Contents.expected(records));
        Contents.expectedByKey(records).forEach((key, expected) -> assertThat(written)
                .as("first occurrences of key %s", key)
                .filteredOn(expected::contains)
                .isEqualTo(expected));
    }
}
