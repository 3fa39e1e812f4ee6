package com.danubemessaging.connect.source.hello;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.error.RetryableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {

    @TempDir
    Path folder;

    private Path path;
    private GrowingFile file;

    @BeforeEach
    void name() {
        path = folder.resolve("in.txt");
        file = new GrowingFile(path);
    }

    @Test
    void waitsForTheEndOfALine() throws IOException {
        Files.writeString(path, "one\ntw");
        assertThat(texts(file.read(10))).containsExactly("one");

        assertThat(file.read(10)).isEmpty();
        Files.writeString(path, "o\n", APPEND);

        assertThat(texts(file.read(10))).containsExactly("two");
    }

    @Test
    void goesOnBehindTheLastLineThatFitted() throws IOException {
        Files.writeString(path, "1\n2\n3\n");

        assertThat(texts(file.read(2))).containsExactly("1", "2");
        assertThat(texts(file.read(2))).containsExactly("3");
    }

    @Test
    void dropsTheCarriageReturnOfWindows() throws IOException {
        Files.writeString(path, "one\r\n\r\ntwo\r\n");

        assertThat(texts(file.read(10))).containsExactly("one", "", "two");
    }

    @Test
    void readsALineThatIsLongerThanOneRead() throws IOException {
        Files.writeString(path, "x".repeat(1_000_000) + "\nnext\n");

        assertThat(file.read(10))
                .first()
                .satisfies(line -> assertThat(line.bytes().length()).isEqualTo(1_000_000));
    }

    @Test
    void refusesALineWithoutEnd() throws IOException {
        Files.write(path, new byte[20 * 1024 * 1024]);

        assertThatThrownBy(() -> file.read(10))
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("at byte 0 is longer than");
    }

    @Test
    void refusesAFileThatWasTruncated() throws IOException {
        Files.writeString(path, "one\ntwo\n");
        file.read(10);
        Files.writeString(path, "one\n");

        assertThatThrownBy(() -> file.read(10))
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("has 4 bytes, but 8 were read");
    }

    @Test
    void refusesAnotherFileOfTheSameName() throws IOException {
        Files.writeString(path, "one\n");
        file.read(10);
        Files.writeString(path, "another file, and longer\n");

        assertThatThrownBy(() -> file.read(10))
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("begins otherwise");
    }

    @Test
    void knowsTheFileAgainAfterARestart() throws IOException {
        Files.writeString(path, "one\n");
        file.read(10);
        GrowingFile restarted = new GrowingFile(path);
        restarted.goTo(4, file.fingerprint());
        Files.writeString(path, "two\n", APPEND);

        assertThat(texts(restarted.read(10))).containsExactly("two");
    }

    @Test
    void refusesAnotherFileAfterARestart() throws IOException {
        Files.writeString(path, "one\n");
        file.read(10);
        GrowingFile restarted = new GrowingFile(path);
        restarted.goTo(4, file.fingerprint());
        Files.writeString(path, "two\ntwo\n");

        assertThatThrownBy(restarted::check).isInstanceOf(FatalException.class);
    }

    @Test
    void waitsForAFileThatIsNotThereYet() throws IOException {
        assertThatThrownBy(() -> file.read(10))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("no such file");

        Files.writeString(path, "one\n");

        assertThat(texts(file.read(10))).containsExactly("one");
    }

    private static List<String> texts(List<Line> lines) {
        return lines.stream().map(line -> line.bytes().toString()).toList();
    }
}
