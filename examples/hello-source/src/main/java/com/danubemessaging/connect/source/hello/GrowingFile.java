package com.danubemessaging.connect.source.hello;

import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.error.RetryableException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that others append lines to. Blocking; confined to one thread at a time.
 *
 * <p>The file is opened for each read and nothing is held open in between. A line counts once its line break is there.
 *
 * <p><b>Another file under the same name.</b> A position means nothing in it. The first line tells the two apart: its
 * {@link Fingerprint} is kept with the position. A file that is shorter than what was read, or begins otherwise, was
 * truncated or rotated; it is refused with a sentence, because nobody knows which lines were missed in between.
 */
final class GrowingFile {

    private static final int READ_BYTES = 256 * 1024;
    /** No line may be longer, so that memory stays bounded; Danube's own limit is below it. */
    private static final int MAX_LINE_BYTES = 16 * 1024 * 1024;

    private final Path path;
    private long position;
    private @Nullable String fingerprint;

    GrowingFile(Path path) {
        this.path = path;
    }

    /** Goes on behind what was read before a restart. */
    void goTo(long newPosition, @Nullable String knownFingerprint) {
        position = newPosition;
        fingerprint = knownFingerprint;
    }

    /** What tells this file from another of the same name; null as long as nothing was read. */
    @Nullable
    String fingerprint() {
        return fingerprint;
    }

    /**
     * Finds out whether the file can be read and is the one that was read before.
     *
     * @throws RetryableException if it cannot be read
     * @throws FatalException if it is another one
     */
    void check() {
        read(0);
    }

    /**
     * The next whole lines, without their line breaks ({@code \n} or {@code \r\n}); possibly none.
     *
     * @throws RetryableException if the file cannot be read
     * @throws FatalException if it is another one, or a line is too long
     */
    List<Line> read(int maxLines) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            requireSameFile(channel);
            List<Line> lines = maxLines == 0 ? List.of() : lines(channel, maxLines);
            if (!lines.isEmpty()) {
                if (fingerprint == null) {
                    fingerprint = Fingerprint.of(channel, lines.get(0).end());
                }
                position = lines.get(lines.size() - 1).end();
            }
            return lines;
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException ? "no such file" : e.getMessage();
            throw new RetryableException(
                    "reading " + path + " from byte " + position + " failed (" + reason
                            + "); reading goes on as soon as the file is back",
                    e);
        }
    }

    private void requireSameFile(FileChannel channel) throws IOException {
        if (channel.size() < position) {
            throw new FatalException(path + " was truncated or replaced: it has " + channel.size() + " bytes, but "
                    + position + " were read already; give the connector another connector_name to read it from its"
                    + " beginning");
        }
        String known = fingerprint;
        if (known != null && !Fingerprint.matches(channel, known)) {
            throw new FatalException(path + " was replaced: it begins otherwise than the file that was read up to byte "
                    + position + "; give the connector another connector_name to read it from its beginning");
        }
    }

    private List<Line> lines(FileChannel channel, int maxLines) throws IOException {
        for (int size = READ_BYTES; ; size *= 4) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, channel.size() - position));
            while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {}
            List<Line> lines = split(bytes.array(), bytes.position(), maxLines);
            if (!lines.isEmpty() || bytes.position() < size) {
                return lines;
            }
            if (size >= MAX_LINE_BYTES) {
                throw new FatalException("the line of " + path + " at byte " + position + " is longer than "
                        + MAX_LINE_BYTES + " bytes; hello-source reads text files only");
            }
        }
    }

    private List<Line> split(byte[] bytes, int length, int maxLines) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < length && lines.size() < maxLines; i++) {
            if (bytes[i] == '\n') {
                int end = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
                lines.add(new Line(Buffer.buffer(Arrays.copyOfRange(bytes, start, end)), position + i + 1));
                start = i + 1;
            }
        }
        return lines;
    }
}
