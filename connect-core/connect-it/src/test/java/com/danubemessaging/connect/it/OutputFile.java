package com.danubemessaging.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The file of the sink, read as it grows. */
final class OutputFile {

    private static final int CHUNK_BYTES = 1 << 20;

    private final Path path;
    private final LineBook book;
    private long position;
    private byte[] rest = new byte[0];

    OutputFile(Path path, LoadPlan plan) {
        this.path = path;
        this.book = new LineBook(plan);
    }

    /** Reads what was added. A last line without its end is left for the next time. */
    OutputFile read() throws IOException {
        if (!Files.exists(path)) {
            return this;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.length() < position - rest.length) {
                throw new AssertionError(path + " has lost lines: it has shrunk to " + file.length() + " bytes");
            }
            // A sink that was killed cuts its torn last line off when it comes back.
            position -= rest.length;
            rest = new byte[0];
            file.seek(position);
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int count = file.read(chunk); count > 0; count = file.read(chunk)) {
                position += count;
                take(chunk, count);
            }
        }
        return this;
    }

    private void take(byte[] chunk, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n') {
                book.line(new String(joined(chunk, start, i), UTF_8));
                rest = new byte[0];
                start = i + 1;
            }
        }
        rest = joined(chunk, start, count);
    }

    private byte[] joined(byte[] chunk, int from, int to) {
        byte[] joined = new byte[rest.length + to - from];
        System.arraycopy(rest, 0, joined, 0, rest.length);
        System.arraycopy(chunk, from, joined, rest.length, to - from);
        return joined;
    }

    /** See {@link LineBook#expect}. */
    void expect(List<Integer> messagesByDevice) {
        book.expect(messagesByDevice);
    }

    /** All lines read. */
    int lines() {
        return book.lines();
    }

    /** Different messages that have arrived. */
    int distinct() {
        return book.distinct();
    }

    /** Messages that came once more. */
    int duplicates() {
        return book.duplicates();
    }

    boolean isComplete() {
        return book.isComplete();
    }

    /** The partitions that lines came from; -1 stands for a topic without any. */
    Set<Integer> partitions() {
        return book.partitions();
    }

    /** Nothing is missing, nothing is foreign, and each device's messages came in order when they first came. */
    void assertCompleteAndInOrder() {
        book.assertCompleteAndInOrder();
    }

    @Override
    public String toString() {
        return book.toString();
    }
}
