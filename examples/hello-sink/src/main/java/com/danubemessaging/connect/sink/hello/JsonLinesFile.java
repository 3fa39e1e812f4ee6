package com.danubemessaging.connect.sink.hello;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.RetryableException;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of lines that is only ever appended to. Blocking; confined to one thread at a time.
 *
 * <p>The file is opened for each batch: a batch goes to whatever stands at the path, so that a log rotation by renaming
 * needs no signal, and nothing is held open in between.
 *
 * <p><b>A torn last line.</b> A crash or a full disk may leave half a line at the end. Its record was never reported
 * done, so it comes again: the half line is cut off before anything is appended. If what stands there does not begin
 * with a brace, it was not written by this sink, and the file is refused instead of damaged.
 */
final class JsonLinesFile {

    private static final int SCAN_BYTES = 64 * 1024;

    /** Small lines are gathered to pieces of this size; longer ones go to the file as they are. */
    private static final int WRITE_BYTES = 64 * 1024;

    private final Path path;

    JsonLinesFile(Path path) {
        this.path = path;
    }

    /**
     * Makes the file if it is missing and cuts off a torn line.
     *
     * @throws RetryableException if the file cannot be opened
     */
    void prepare() {
        append(List.of());
    }

    /**
     * Finds out whether {@link #prepare()} is likely to succeed, and changes nothing.
     *
     * @throws RetryableException if the folder is missing
     * @throws ConfigurationException if writing is not permitted
     */
    void check() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw failed(0, new NoSuchFileException(folder.toString()));
        }
        if (!Files.isWritable(Files.exists(path) ? path : folder)) {
            throw new ConfigurationException("hello_sink.path: " + path + " cannot be written to by this user");
        }
    }

    /**
     * Appends whole lines and returns when they are on disk. They are written one after the other, never joined: a line
     * may be megabytes long.
     *
     * @throws RetryableException if that failed, for example because the disk is full; nothing of it is left in the
     *     file as far as that can be helped
     */
    void append(List<Buffer> lines) {
        boolean isNew = Files.notExists(path);
        try (FileChannel channel = FileChannel.open(path, CREATE, READ, WRITE)) {
            long end = endOfLines(channel);
            if (end < channel.size()) {
                channel.truncate(end);
            }
            write(channel, end, lines);
            if (isNew) {
                syncFolder();
            }
        } catch (IOException e) {
            throw failed(lines.size(), e);
        }
    }

    private static void write(FileChannel channel, long start, List<Buffer> lines) throws IOException {
        try {
            channel.position(start);
            // Not closed: that would close the channel before it is forced to disk.
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), WRITE_BYTES);
            for (Buffer line : lines) {
                out.write(line.getBytes());
            }
            out.flush();
            channel.force(false);
        } catch (IOException e) {
            undo(channel, start, e);
            throw e;
        }
    }

    /** The new file's name must outlive a power failure as well. */
    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(folder(), READ)) {
            folder.force(true);
        }
    }

    private RetryableException failed(int lines, IOException cause) {
        String reason = cause instanceof NoSuchFileException ? "no such folder" : cause.getMessage();
        return new RetryableException(
                "writing " + lines + " line(s) to " + path + " failed (" + reason
                        + "); make room or repair what is wrong, the lines are written again",
                cause);
    }

    private static void undo(FileChannel channel, long start, IOException failure) {
        try {
            channel.truncate(start);
        } catch (IOException e) {
            // Half a line is cut off by the next batch, whole ones appear twice.
            failure.addSuppressed(e);
        }
    }

    /** The position behind the last line break, read backwards. */
    private long endOfLines(FileChannel channel) throws IOException {
        long from = channel.size();
        ByteBuffer bytes = ByteBuffer.allocate(SCAN_BYTES);
        while (from > 0) {
            long end = from;
            from = Math.max(0, end - SCAN_BYTES);
            bytes.clear().limit((int) (end - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
            for (int i = bytes.position() - 1; i >= 0; i--) {
                if (bytes.get(i) == '\n') {
                    return requireOurs(channel, from + i + 1);
                }
            }
        }
        return requireOurs(channel, 0);
    }

    private long requireOurs(FileChannel channel, long start) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(1);
        if (start < channel.size() && channel.read(first, start) == 1 && first.get(0) != '{') {
            throw new ConfigurationException("hello_sink.path: " + path
                    + " ends in the middle of a line that is no JSON object; name another file, or end that line");
        }
        return start;
    }

    private Path folder() {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? path.toAbsolutePath() : folder;
    }
}
