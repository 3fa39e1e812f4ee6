package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the MQTT broker does to the source, and what an operating system does to both connectors, under load. */
class MqttFaultsIT extends PipelineTest {

    private static final LoadPlan PLAN = LoadPlan.endless(10, 1024).atRate(300);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private AckGate gate;

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private Stage source;

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private Stage sink;

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private OutputFile output;

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private MqttLoad load;

    /** What was stored when Mosquitto went away, and not acknowledged to it. */
    private int unacknowledged;

    @Override
    SourceToml sourceToml() throws IOException {
        return new SourceToml(danubeUrl(), gate.port(), Ports.free(), "", SourceToml.FLEET_ROUTE);
    }

    @Test
    void anMqttBrokerThatRestartsOrForgetsAndProcessesThatAreFrozenCostNothing() throws Exception {
        gate = closedLater(AckGate.start(vertx, mosquitto.port()));
        source = startSource().awaitReady();
        sink = startSink().awaitReady();
        output = new OutputFile(output(), PLAN);
        load = startLoad(PLAN);
        waiting("messages flow", LIMIT).until(() -> output.read().distinct() > 300);
        FaultDrill drill =
                new FaultDrill(this::stored, () -> (long) output.read().distinct(), source, sink);

        drill.endure(
                "Mosquitto away for 3 s", this::stopMosquitto, this::assertOnlyTheSourceIsUnready, mosquitto::start);
        drill.endure(
                "the source frozen for 5 s", () -> freeze(source), this::assertNothingIsStored, () -> thaw(source));
        drill.endure("the sink frozen for 5 s", () -> freeze(sink), this::assertNothingIsWritten, () -> thaw(sink));
        drill.endure(
                "Mosquitto restarted without its sessions",
                () -> {
                    load.pause();
                    waiting("nothing is under way", LIMIT)
                            .until(() -> output.read().distinct() == load.acknowledged()
                                    && gate.passed() == output.distinct());
                    mosquitto.stop();
                    mosquitto.forgetSessions();
                },
                () -> {},
                () -> {
                    mosquitto.start();
                    // What devices publish before it has subscribed again is lost, as without a session.
                    waiting("the source is back", FaultDrill.FLOWS_AGAIN)
                            .until(() -> source.page().isReady());
                    load.resume();
                });

        List<Integer> sent = load.end();
        output.expect(sent);
        waiting("all messages in the file", LIMIT).until(() -> output.read().isComplete());
        Accounts.assertSourceAddsUp(source);
        Accounts.assertSinkAddsUp(sink);
        Accounts.assertNoGaps(sink);
        output.read().assertCompleteAndInOrder();
        System.out.printf(
                "MqttFaultsIT: %s (%d sent twice by devices, %d stored but not acknowledged); %s%n",
                output, load.repeated(), unacknowledged, drill);
        assertThat(output.lines()).as("each stored record is written once").isEqualTo((int) stored());
        assertThat(output.duplicates()).as("duplicates").isLessThanOrEqualTo(load.repeated() + unacknowledged);
        assertThat(source.process().out())
                .filteredOn(line -> line.contains("connected to the MQTT broker"))
                .extracting(line -> line.contains("session_present=true"))
                .as("whether the session was there: at first, after the restart, without sessions")
                .containsExactly(false, true, false);
        source.process().assertNoErrorWasLogged();
        sink.process().assertNoErrorWasLogged();
    }

    /** Stops it when it has read all acknowledgements but those that the gate withholds, so that these are known. */
    private void stopMosquitto() throws Exception {
        gate.shut().await(60, SECONDS);
        int before = load.acknowledged();
        waiting("Mosquitto has gone on", SOON).until(() -> load.acknowledged() > before + PLAN.devices());
        mosquitto.stop();
        AtomicLong last = new AtomicLong(-1);
        waiting("what the source had is stored and written", LIMIT)
                .until(() ->
                        last.getAndSet(stored()) == stored() && output.read().lines() == last.get());
        unacknowledged = output.distinct() - gate.passed();
        gate.open();
    }

    private void assertOnlyTheSourceIsUnready() throws Exception {
        waiting("the source says so", SOON).until(() -> !source.page().isReady());
        waiting("it goes on saying so", SOON.plusSeconds(1))
                .during(SOON)
                .until(() -> !source.page().isReady() && sink.page().isReady());
    }

    private void freeze(Stage stage) throws Exception {
        stage.process().signal(Signal.STOP);
    }

    private void thaw(Stage stage) throws Exception {
        stage.process().signal(Signal.CONT);
    }

    private void assertNothingIsStored() throws Exception {
        long before = stored();
        // What it had sent may still arrive: of each device one record, see the order of publishes.
        waiting("nothing is stored", PAUSE.plusSeconds(1))
                .during(PAUSE)
                .until(() -> stored() <= before + PLAN.devices());
        assertThat(sink.page().isReady()).as("the sink is ready").isTrue();
    }

    private void assertNothingIsWritten() throws Exception {
        int before = output.read().lines();
        waiting("nothing is written", PAUSE.plusSeconds(1))
                .during(PAUSE)
                .until(() -> output.read().lines() == before);
        assertThat(source.page().isReady()).as("the source is ready").isTrue();
    }
}
