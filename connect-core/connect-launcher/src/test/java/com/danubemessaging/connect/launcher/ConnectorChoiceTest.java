package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.launcher.CommandTester.Result;
import org.junit.jupiter.api.Test;

class ConnectorChoiceTest {

    private final CommandTester tester = new CommandTester();

    private static FakeProvider provider(String type) {
        return new FakeProvider(type);
    }

    @Test
    void withoutAConnectorThereIsNothingToRun() {
        Result result = tester.providers().run();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("Error: there is no connector on the class path; start the fat jar");
    }

    @Test
    void severalConnectorsNeedAChoice() {
        Result result =
                tester.providers(provider("sink-a"), provider("source-b")).run();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualToIgnoringNewLines("Error: there are several connectors on the class path; choose one with"
                        + " --connector: sink-a, source-b");
    }

    @Test
    void theChosenOneIsUsed() {
        Result result = tester.providers(provider("sink-a"), new TickerProvider())
                .run("describe", "--connector", "source-ticker");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("ticker.topic");
    }

    @Test
    void anUnknownTypeIsAnsweredWithTheKnownOnes() {
        Result result =
                tester.providers(provider("sink-a"), provider("source-b")).run("--connector", "sink-c");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualToIgnoringNewLines(
                        "Error: there is no connector 'sink-c' on the class path, only: sink-a, source-b");
    }

    @Test
    void oneTypeInTwoVersionsIsNotGuessed() {
        Result result = tester.providers(
                        new FakeProvider("sink-a", "1.0.0", "1.0"), new FakeProvider("sink-a", "2.0.0", "1.0"))
                .run("--connector", "sink-a");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("holds the connector 'sink-a' 2 times, in versions 1.0.0, 2.0.0");
    }

    @Test
    void anotherMajorVersionOfTheApiIsRefusedNamingBoth() {
        Result result =
                tester.providers(new FakeProvider("sink-a", "9.9.9", "2.0")).run();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("sink-a 9.9.9")
                .contains("connector API 2.0")
                .contains("1.0");
    }

    @Test
    void aNewerMinorVersionOfTheApiIsTaken() {
        Result result =
                tester.providers(new FakeProvider("sink-a", "9.9.9", "1.7")).run("describe");

        assertThat(result.code()).isZero();
    }

    @Test
    void theServiceLoaderFindsTheTicker() {
        assertThat(ConnectorChoice.onClassPath()).singleElement().isInstanceOf(TickerProvider.class);
    }
}
