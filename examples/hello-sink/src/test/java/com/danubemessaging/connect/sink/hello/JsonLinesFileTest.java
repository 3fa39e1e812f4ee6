package com.danubemessaging.connect.sink.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.RetryableException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesFileTest {

    @TempDir
    Path folder;

    private Path path;
    private JsonLinesFile file;

    @BeforeEach
    void name() {
        path = folder.resolve("out.jsonl");
        file = new JsonLinesFile(path);
    }

    @Test
    void cutsOffTheHalfLineThatACrashLeftBehind() throws IOException {
        Files.writeString(path, "{\"n\":1}\n{\"n\":2");

        file.append(List.of(Buffer.buffer("{\"n\":2}\n")));

        assertThat(path).hasContent("{\"n\":1}\n{\"n\":2}");
    }

    @Test
    void cutsOffAHalfLineThatIsLongerThanOneRead() throws IOException {
        Files.writeString(path, "{\"n\":1}\n{\"text\":\"" + "x".repeat(200_000));

        file.prepare();

        assertThat(Files.readString(path)).isEqualTo("{\"n\":1}\n");
    }

    @Test
    void cutsOffTheHalfLineOfAFileThatHasNoOther() throws IOException {
        Files.writeString(path, "{\"n\"");

        file.prepare();

        assertThat(path).isEmptyFile();
    }

    @Test
    void refusesToCutWhatItDidNotWrite() throws IOException {
        Files.writeString(path, "dear diary");

        assertThatThrownBy(file::prepare)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hello_sink.path")
                .hasMessageContaining("name another file");
        assertThat(path).hasContent("dear diary");
    }

    @Test
    void writesToTheNewFileAfterARotation() throws IOException {
        file.append(List.of(Buffer.buffer("{\"n\":1}\n")));
        Files.move(path, folder.resolve("out.jsonl.1"));

        file.append(List.of(Buffer.buffer("{\"n\":2}\n")));

        assertThat(Files.readString(path)).isEqualTo("{\"n\":2}\n");
        assertThat(folder.resolve("out.jsonl.1")).hasContent("{\"n\":1}");
    }

    @Test
    @EnabledIf(value = "hasFullDevice", disabledReason = "there is no /dev/full on this system")
    void isWillingToTryAgainWhenTheDiskIsFull() {
        JsonLinesFile full = new JsonLinesFile(Path.of("/dev/full"));

        assertThatThrownBy(() -> full.append(List.of(Buffer.buffer("{\"n\":1}\n"))))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("writing 1 line(s) to /dev/full failed")
                .hasCauseInstanceOf(IOException.class);
    }

    static boolean hasFullDevice() {
        return Files.isWritable(Path.of("/dev/full"));
    }

    @Test
    void missesItsFolderAsAPassingFailure() {
        JsonLinesFile elsewhere = new JsonLinesFile(folder.resolve("missing/out.jsonl"));

        assertThatThrownBy(elsewhere::prepare)
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("no such folder");
        assertThatThrownBy(elsewhere::check).isInstanceOf(RetryableException.class);
    }
}
