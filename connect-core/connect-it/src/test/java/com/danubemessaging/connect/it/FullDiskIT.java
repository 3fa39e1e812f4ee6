package com.danubemessaging.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source that keeps positions, on a disk that has no room for them. */
class FullDiskIT extends DanubeTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private SmallDisk disk;
    private Path input;
    private int written;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        disk = closedLater(SmallDisk.mount(folder.resolve("disk")));
        input = Files.createFile(folder.resolve("in.txt"));
    }

    private Stage startSource() throws IOException {
        int port = Ports.free();
        String toml =
                """
                connector_name = "reader"
                danube_service_url = "%s"
                state_dir = "%s"

                [processing]
                metrics_port = %d

                [hello_source]
                path = "%s"
                topic = "%s"
                """
                        .formatted(danubeUrl(), disk.path("state"), port, input, SourceToml.TOPIC);
        Path file = Files.writeString(folder.resolve("source.toml"), toml);
        return new Stage(
                FatJar.HELLO_SOURCE, JarProcess.USUAL_HEAP_MEBIBYTES, file, new AdminPage(port), this::closedLater);
    }

    private void append(int lines) throws IOException {
        String text = IntStream.range(written, written + lines)
                .mapToObj(number -> "line " + number + "\n")
                .collect(Collectors.joining());
        Files.writeString(input, text, UTF_8, StandardOpenOption.APPEND);
        written += lines;
    }

    private void awaitStored(long records) {
        waiting(records + " records in Danube", SOON).until(() -> stored() >= records);
    }

    /** The position behind everything that was written so far. */
    private void awaitSaved() {
        Path positions = disk.path("state").resolve("reader.positions.json");
        waiting("the position in " + positions, SOON)
                .until(() -> Files.exists(positions)
                        && Files.readString(positions).contains("\"value\":" + Files.size(input)));
    }

    private void awaitNoRoom(Stage source) {
        waiting("a source that says what is wrong", SOON)
                .until(() -> source.page().problems().toString().contains("No space left on device"));
    }

    private static void stop(Stage source) throws Exception {
        source.process().signal(Signal.TERM);
        assertThat(source.process().awaitExit(SOON)).isZero();
        source.process().assertNothingUnexpectedWasLogged();
    }

    @Test
    void recordsGoOnAndOnlyWhatCouldNotBeSavedComesAgain() throws Exception {
        Stage source = startSource().awaitReady();
        append(100);
        awaitStored(100);
        awaitSaved();

        disk.fill();
        append(100);
        awaitStored(200);
        awaitNoRoom(source);
        assertThat(source.page().isReady()).isFalse();
        stop(source);

        assertThat(source.process().out())
                .filteredOn(line -> line.contains("state_dir: positions cannot be written to"))
                .singleElement()
                .asString()
                .contains(" WARN ", disk.path("state").toString(), "No space left on device", "free space");
        assertThat(source.process().out())
                .filteredOn(line -> line.contains("state_dir: the last positions could not be written"))
                .singleElement()
                .asString()
                .contains(" WARN ", "the next start goes on from those written before");

        source.startAgain();
        awaitStored(300);
        awaitNoRoom(source);
        disk.free();
        source.awaitReady();
        awaitSaved();
        stop(source);

        source.startAgain().awaitReady();
        append(1);
        awaitStored(301);
        awaitSaved();
        stop(source);
        assertThat(stored())
                .as("the first hundred once, the second twice, the last once")
                .isEqualTo(301);
    }
}
