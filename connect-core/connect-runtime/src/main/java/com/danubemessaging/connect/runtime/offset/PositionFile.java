package com.danubemessaging.connect.runtime.offset;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.record.SourceOffset;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Positions in a local file {@code <folder>/<connector>.positions.json}, locked against a second process. A write goes
 * to a temporary file, is fsynced, renamed over the old one, and the folder is fsynced: after a crash there is the old
 * file or the new one, whole. The first line is the CRC-32 of the rest.
 *
 * <p>Every method blocks; call it on a worker thread, one at a time.
 */
public final class PositionFile implements AutoCloseable {

    private final Path file;
    private final RandomAccessFile lockFile;
    private final FileLock lock;

    private PositionFile(Path file, RandomAccessFile lockFile, FileLock lock) {
        this.file = file;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Opens the store of a connector, and makes its folder if it is missing.
     *
     * @throws ConfigurationException if another process holds it
     * @throws IOException if the folder cannot be written
     */
    public static PositionFile open(Path folder, String connectorName) throws IOException {
        Files.createDirectories(folder);
        String name = connectorName.replaceAll("[^A-Za-z0-9._-]", "_");
        Path lockPath = folder.resolve(name + ".lock");
        RandomAccessFile lockFile = new RandomAccessFile(lockPath.toFile(), "rw");
        FileLock lock;
        try {
            lock = tryLock(lockFile);
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
        if (lock == null) {
            lockFile.close();
            throw new ConfigurationException(
                    "state_dir: another process uses the positions of connector " + connectorName + " in " + folder
                            + "; stop it, or give this one another connector_name or state_dir");
        }
        return new PositionFile(folder.resolve(name + ".positions.json"), lockFile, lock);
    }

    private static @Nullable FileLock tryLock(RandomAccessFile lockFile) throws IOException {
        try {
            return lockFile.getChannel().tryLock();
        } catch (OverlappingFileLockException heldInThisJvm) {
            return null;
        }
    }

    /**
     * Reads what is stored; nothing on the first start.
     *
     * @throws ConfigurationException if the file is damaged: starting over without it would read everything again, or
     *     skip
     */
    public Positions read() throws IOException {
        if (!Files.exists(file)) {
            return Positions.NONE;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String body = end < 0 ? "" : text.substring(end + 1);
        if (end < 0 || !text.substring(0, end).equals(checksum(body))) {
            throw damaged("its checksum does not match");
        }
        try {
            return decode(new JsonObject(body));
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            throw damaged("it is not the expected JSON");
        }
    }

    private ConfigurationException damaged(String how) {
        return new ConfigurationException("state_dir: the position file " + file + " is damaged (" + how
                + "); restore it from a copy, or delete it to start from the beginning of the source");
    }

    private static Positions decode(JsonObject json) {
        Map<String, SourceOffset> offsets = new HashMap<>();
        json.getJsonObject("offsets").forEach(entry -> {
            JsonObject offset = (JsonObject) entry.getValue();
            offsets.put(
                    entry.getKey(),
                    new SourceOffset(entry.getKey(), offset.getLong("value"), offset.getString("metadata")));
        });
        return new Positions(
                offsets,
                numbers(json.getJsonObject("marks")),
                // Files of older releases do not say how far a run got.
                numbers(json.getJsonObject("seen", new JsonObject())));
    }

    private static Map<String, Long> numbers(JsonObject json) {
        Map<String, Long> numbers = new HashMap<>();
        json.forEach(entry -> numbers.put(entry.getKey(), ((Number) entry.getValue()).longValue()));
        return numbers;
    }

    /** Replaces what is stored, durably. */
    public void write(Positions positions) throws IOException {
        JsonObject offsets = new JsonObject();
        positions.offsets().forEach((partition, offset) -> {
            JsonObject value = new JsonObject().put("value", offset.value());
            if (offset.metadata() != null) {
                value.put("metadata", offset.metadata());
            }
            offsets.put(partition, value);
        });
        JsonObject marks = new JsonObject();
        positions.marks().forEach(marks::put);
        JsonObject seen = new JsonObject();
        positions.seen().forEach(seen::put);
        String body = new JsonObject()
                        .put("version", 1)
                        .put("offsets", offsets)
                        .put("marks", marks)
                        .put("seen", seen)
                        .encode()
                + "\n";
        ByteBuffer bytes = ByteBuffer.wrap((checksum(body) + "\n" + body).getBytes(StandardCharsets.UTF_8));
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return String.format("crc32:%08x", crc.getValue());
    }

    @Override
    public void close() throws IOException {
        try {
            lock.release();
        } finally {
            lockFile.close();
        }
    }
}
