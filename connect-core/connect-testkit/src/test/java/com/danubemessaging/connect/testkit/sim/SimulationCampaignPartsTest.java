package com.danubemessaging.connect.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign that skips what it should run proves nothing: its shares and its memory. */
class SimulationCampaignPartsTest {

    @TempDir
    Path folder;

    @Test
    void aShareThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Shard.parse("0/4")).hasMessageContaining("1/n to n/n");
        assertThatThrownBy(() -> Shard.parse("5/4")).hasMessageContaining("1/n to n/n");
        assertThatThrownBy(() -> Shard.parse("3")).hasMessageContaining("2/4");
    }

    @Test
    void everyRangeBelongsToExactlyOneShare() {
        List<Shard> shards = Stream.of("1/3", "2/3", "3/3").map(Shard::parse).toList();

        assertThat(LongStream.range(0, 100).boxed())
                .allMatch(range ->
                        shards.stream().filter(shard -> shard.has(range)).count() == 1);
    }

    @Test
    void aLineThatWasCutOffCountsForNothing() throws IOException {
        Path file = folder.resolve("passed.txt");
        PassedRanges.open(file).add(0, 250);
        Files.writeString(file, Files.readString(file) + "\n[250 50");

        PassedRanges again = PassedRanges.open(file);
        again.add(500, 750);

        PassedRanges last = PassedRanges.open(file);
        assertThat(last.contains(0, 250)).isTrue();
        assertThat(last.contains(250, 500)).isFalse();
        assertThat(last.contains(500, 750)).isTrue();
        assertThat(last.seeds()).isEqualTo(500);
    }

    @Test
    void otherCodeHasAnotherFingerprint() throws IOException {
        assertThat(CodeFingerprint.of(Simulation.class))
                .isEqualTo(CodeFingerprint.of(World.class))
                .isNotEqualTo(CodeFingerprint.of(SimulationTest.class))
                .isNotEqualTo(CodeFingerprint.of(Test.class));
    }
}
