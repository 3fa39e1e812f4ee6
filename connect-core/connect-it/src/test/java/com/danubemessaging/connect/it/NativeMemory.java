package com.danubemessaging.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process has of memory beside its heap, as its JVM counts it by purpose; its compiler's share, which jumps when
 * it takes a large method, is left out. Finer than resident memory: a buffer that grows shows long before it hurts.
 */
final class NativeMemory {

    /** Of what a JVM and Netty need beside the heap; measured: about 80 MiB. */
    private static final int MOST_BESIDE_HEAP_MEBIBYTES = 112;

    /** What Netty's buffers have; measured: about 5 MiB. */
    private static final int MOST_DIRECT_MEBIBYTES = 16;

    private static final Pattern PURPOSE = Pattern.compile("- +(?<purpose>[A-Za-z ]+) \\(.*committed=(?<kib>\\d+)KB.*");
    private static final Pattern TOTAL = Pattern.compile("Total: .*committed=(?<kib>\\d+)KB.*");

    private final JarProcess process;
    private long mostBesideHeap;
    private long mostDirect;

    NativeMemory(JarProcess process) {
        this.process = process;
    }

    /** A program whose JVM keeps these accounts. */
    static Program trackedIn(Program program) {
        return new Program() {
            @Override
            public String name() {
                return program.name();
            }

            @Override
            public List<String> javaArguments() {
                return Stream.concat(Stream.of("-XX:NativeMemoryTracking=summary"), program.javaArguments().stream())
                        .toList();
            }
        };
    }

    /** Reads the accounts now; the largest figures count. */
    void look() throws IOException, InterruptedException {
        List<String> lines = process.ask("VM.native_memory", "summary", "scale=KB");
        long total = committed(lines, TOTAL, "");
        long heap = committed(lines, PURPOSE, "Java Heap");
        long compiling = committed(lines, PURPOSE, "Compiler") + committed(lines, PURPOSE, "Arena Chunk");
        mostBesideHeap = Math.max(mostBesideHeap, total - heap - compiling);
        mostDirect = Math.max(mostDirect, committed(lines, PURPOSE, "Other"));
    }

    private static long committed(List<String> lines, Pattern pattern, String purpose) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .filter(found -> purpose.isEmpty() || found.group("purpose").equals(purpose))
                .mapToLong(found -> Long.parseLong(found.group("kib")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + purpose + "' in " + lines));
    }

    void assertBounded() {
        assertThat(mostBesideHeap)
                .as("KiB beside the heap, without the compiler's: %s", this)
                .isPositive()
                .isLessThan(MOST_BESIDE_HEAP_MEBIBYTES * 1024L);
        assertThat(mostDirect)
                .as("KiB of direct memory: %s", this)
                .isPositive()
                .isLessThan(MOST_DIRECT_MEBIBYTES * 1024L);
    }

    /** The figures in one phrase. */
    @Override
    public String toString() {
        return "at most %d MiB beside the heap, %d of it direct".formatted(mostBesideHeap / 1024, mostDirect / 1024);
    }
}
