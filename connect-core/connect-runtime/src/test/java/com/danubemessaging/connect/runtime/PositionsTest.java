package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PositionsTest extends RuntimeFixture {

    private Path file() {
        return stateDir.resolve("reader.positions.json");
    }

    private static ListSource numbers(int count) {
        return new ListSource(ProducerConfig.reliable(TOPIC), count, 3);
    }

    private void readAndStop(int count) throws Exception {
        ListSource source = numbers(count);
        RunningConnector running = deploy(config("reader"), source);
        until(() -> source.committed == count - 1);
        running.stop().await(10, SECONDS);
    }

    @Test
    void refusesADamagedFileAndSaysWhatToDo() throws Exception {
        readAndStop(10);
        String text = Files.readString(file());
        Files.writeString(file(), text.replace("9", "7"), UTF_8);

        assertThatThrownBy(() -> deploy(config("reader"), numbers(20)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("is damaged")
                .hasMessageContaining("restore it from a copy, or delete it");
    }

    @Test
    void keepsASecondRunOfTheSameConnectorOut() throws Exception {
        RunningConnector first = deploy(config("reader"), numbers(10));

        assertThatThrownBy(() -> deploy(config("reader"), numbers(10)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("another process uses the positions of connector reader");
        first.stop().await(10, SECONDS);

        deploy(config("reader"), numbers(10)).stop().await(10, SECONDS);
    }

    @Test
    void refusesAFolderThatCannotBeUsed() throws Exception {
        Path notAFolder = Files.writeString(stateDir.resolve("file"), "x");

        assertThatThrownBy(
                        () -> deploy(config("reader").with(CoreFields.STATE_DIR, notAFolder.toString()), numbers(10)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("state_dir: positions cannot be kept in " + notAFolder);
    }

    @Test
    void runsASinkWithoutPositionsWhereTheyCannotBeKept() throws Exception {
        Path notAFolder = Files.writeString(stateDir.resolve("file"), "x");
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        producer(TOPIC);

        deployReady(config("writer").with(CoreFields.STATE_DIR, notAFolder.toString()), sink);

        publish(TOPIC, "1");
        until(() -> sink.records.size() == 1);
    }

    @Test
    void isNotReadyWhilePositionsCannotBeWrittenAndGoesOn() throws Exception {
        readAndStop(10);
        ListSource source = numbers(20);
        // A folder where the temporary file should be: works as root too, which may write anywhere.
        Path inTheWay = Files.createDirectory(stateDir.resolve("reader.positions.json.tmp"));
        RunningConnector running = deploy(config("reader"), source);

        until(() -> problems(running).toString().contains("positions cannot be written to " + stateDir));
        assertThat(source.committed).isEqualTo(19);
        assertThat(running.state()).isEqualTo(ConnectorState.RUNNING);
        Files.delete(inTheWay);

        awaitReady(running);
        running.stop().await(10, SECONDS);
        assertThat(Files.readString(file())).contains("\"value\":19");
    }

    @Test
    void keepsTheMarkOfASinkSoThatARestartContinuesThere() throws Exception {
        producer(TOPIC);
        RunningConnector running = deployReady(config("writer"), new CollectingSink(reading(TOPIC)));
        publish(TOPIC, "0", "1", "2");
        until(() -> count(running, "acknowledged") == 3);

        Path marks = stateDir.resolve("writer.positions.json");
        until(() -> Files.exists(marks) && Files.readString(marks).contains("\"" + TOPIC + " all\":2"));
    }

    @Test
    void saysAtTheEndWhatItMeansThatTheLastPositionsCannotBeWritten() throws Exception {
        producer(TOPIC);
        RunningConnector writer = deployReady(config("writer"), new CollectingSink(reading(TOPIC)));
        // Folders where the temporary files should be, from before there is anything to write.
        Files.createDirectories(stateDir.resolve("reader.positions.json.tmp"));
        Files.createDirectories(stateDir.resolve("writer.positions.json.tmp"));
        ListSource source = numbers(10);
        RunningConnector reader = deploy(config("reader"), source);
        until(() -> source.committed == 9 && count(writer, "acknowledged") == 10);

        try (LogLines log = new LogLines()) {
            reader.stop().await(10, SECONDS);
            writer.stop().await(10, SECONDS);

            assertThat(log.warnings())
                    .filteredOn(line -> line.startsWith("state_dir: the last positions could not be written"))
                    .satisfiesExactly(
                            ofSource -> assertThat(ofSource).contains("repeats what came after them"),
                            ofSink -> assertThat(ofSink).contains("nothing is lost or repeated by that"));
        }
    }
}
