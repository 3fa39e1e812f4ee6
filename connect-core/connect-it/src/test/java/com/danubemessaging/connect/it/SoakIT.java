package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A quarter of an hour at a steady rate: what is alive on the heap does not grow. */
@EnabledIfSystemProperty(named = "it.soak", matches = "true")
class SoakIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.endless(20, 1024).atRate(300);
    private static final int MINUTES = 15;
    private static final int WARM_UP_MINUTES = 3;
    private static final int COMPARED_MINUTES = 4;

    /** The log counts whole mebibytes, so that two equal heaps may differ by one; another for caches that fill. */
    private static final int MOST_GROWTH_MEBIBYTES = 2;

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void theHeapAfterACollectionStaysFlatForAQuarterOfAnHour() throws Exception {
        GcLog sourceLog = new GcLog(folder.resolve("source.gc"));
        GcLog sinkLog = new GcLog(folder.resolve("sink.gc"));
        Stage source =
                startSource(sourceToml(), sourceLog.of(FatJar.SOURCE_MQTT)).awaitReady();
        Stage sink = startSink(sinkLog.of(FatJar.HELLO_SINK)).awaitReady();
        OutputFile output = new OutputFile(output(), PLAN);
        MqttLoad load = startLoad(PLAN);

        for (int minute = 0; minute < MINUTES; minute++) {
            Duration length = Duration.ofMinutes(1);
            waiting("a minute in which both are ready", length.plusSeconds(5))
                    .during(length)
                    .until(() -> source.page().isReady() && sink.page().isReady());
            source.process().collectGarbage();
            sink.process().collectGarbage();
            assertThat(output.read().distinct())
                    .as("written after %d min", minute + 1)
                    .isGreaterThan(minute * 60 * PLAN.ratePerSecond());
        }

        output.expect(load.end());
        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        Accounts.assertSourceAddsUp(source);
        Accounts.assertSinkAddsUp(sink);
        Accounts.assertNoGaps(sink);
        output.read().assertCompleteAndInOrder();
        System.out.println("SoakIT: " + output);
        assertIsFlat("source", source, sourceLog);
        assertIsFlat("sink", sink, sinkLog);
    }

    private static void assertIsFlat(String name, Stage stage, GcLog log) throws Exception {
        List<Integer> alive = log.pauses().stream()
                .filter(GcLog.Pause::isOnDemand)
                .map(GcLog.Pause::leftMebibytes)
                .toList();
        System.out.printf(
                "  %s: alive after each minute %s MiB, peak resident memory %d MiB, %s%n",
                name, alive, stage.process().peakResidentMebibytes(), log);
        assertThat(alive).hasSize(MINUTES);
        int before = lowest(alive.subList(WARM_UP_MINUTES, WARM_UP_MINUTES + COMPARED_MINUTES));
        int after = lowest(alive.subList(MINUTES - COMPARED_MINUTES, MINUTES));
        assertThat(after - before)
                .as("growth of the heap of the %s in MiB", name)
                .isLessThanOrEqualTo(MOST_GROWTH_MEBIBYTES);
        log.assertNoStormOfFullCollections();
        stage.process().assertNothingUnexpectedWasLogged();
    }

    private static int lowest(List<Integer> values) {
        return values.stream().mapToInt(value -> value).min().orElseThrow();
    }
}
