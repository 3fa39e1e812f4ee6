package com.danubemessaging.embedded.internal.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.embedded.internal.schema.SchemaRegistry;
import com.danubemessaging.embedded.internal.schema.TopicSchema;
import com.danubemessaging.embedded.internal.schema.ValidationPolicy;
import com.danubemessaging.embedded.internal.storage.BrokerStore;
import com.danubemessaging.embedded.internal.storage.StorageException;
import com.danubemessaging.embedded.internal.storage.StorageFullException;
import com.danubemessaging.embedded.internal.storage.StoredTopic;
import com.danubemessaging.embedded.internal.storage.SubscriptionSettings;
import com.danubemessaging.embedded.model.DispatchMode;
import com.danubemessaging.embedded.model.Durability;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.SchemaRules;
import com.danubemessaging.proto.StreamMessage;
import com.google.protobuf.ByteString;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiskStoreTest {

    private static final String TOPIC = "/default/topic";
    private static final long LIMIT = 1_000_000;
    private static final FailurePolicy POLICY = FailurePolicy.defaults().withDeadLetter("/default/dead");

    private final ExecutorService context = Executors.newSingleThreadExecutor();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path directory;

    @AfterEach
    void stopContext() {
        context.shutdown();
    }

    @Test
    void refusesADirectoryThatAnotherBrokerUses() throws Exception {
        BrokerStore store = open(Durability.SYNC);

        assertThatThrownBy(() -> open(Durability.SYNC))
                .isInstanceOf(StorageException.class)
                .hasMessage("the data directory " + directory + " is in use by another broker");
        close(store);
        close(open(Durability.SYNC));
    }

    @Test
    void saysThatAFileIsNoneOfItsOwn() throws Exception {
        Files.writeString(directory.resolve(DiskFile.FILE_NAME), "a text of somebody else".repeat(1000));

        assertThatThrownBy(() -> open(Durability.SYNC))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(DiskFile.FILE_NAME)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void refusesADirectoryThatCannotBeMade() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() ->
                        DiskStore.open(file.resolve("below"), Durability.SYNC, LIMIT, SchemaRules.BROKER, context))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be created");
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void findsEverythingAgainAfterItWasClosed(Durability durability) throws Exception {
        BrokerStore store = open(durability);
        on(() -> {
            StoredTopic topic = store.create(TOPIC, DispatchMode.RELIABLE);
            topic.saveCursor("sub", -1);
            append(topic, "a", "b", "c");
            topic.saveCursor("sub", 0);
            topic.trim();
            topic.saveSchema(new TopicSchema("subject", ValidationPolicy.ENFORCE, true));
            store.create("/default/fast", DispatchMode.NON_RELIABLE);
            store.create("/default/gone", DispatchMode.RELIABLE).log().skip();
            store.delete("/default/gone");
            store.saveSettings(TOPIC, "sub", new SubscriptionSettings(POLICY, 77));
            store.saveSettings(TOPIC, "other", new SubscriptionSettings(null, 5));
            store.saveSettings(TOPIC, "other", SubscriptionSettings.NONE);
            store.addNamespace("kept");
            store.addNamespace("dropped");
            store.removeNamespace("dropped");
            SchemaRegistry schemas = store.schemas();
            register(schemas, "{\"type\":\"object\"}");
            register(schemas, "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}");
            schemas.setMode("subject", "full");
            schemas.deleteVersion("subject", 1);
            return null;
        });
        close(store);

        BrokerStore again = open(durability);
        on(() -> {
            StoredTopic topic = topic(again, TOPIC);
            assertThat(topic.mode()).isEqualTo(DispatchMode.RELIABLE);
            assertThat(topic.cursors()).containsOnly(Map.entry("sub", 0L));
            assertThat(topic.log().startOffset()).isEqualTo(1);
            assertThat(topic.log().readableOffset()).isEqualTo(3);
            assertThat(topic.log().endOffset()).isEqualTo(3);
            assertThat(texts(topic)).containsExactly("b", "c");
            assertThat(topic.schema()).isEqualTo(new TopicSchema("subject", ValidationPolicy.ENFORCE, true));
            assertThat(again.topics()).extracting(StoredTopic::name).containsExactlyInAnyOrder(TOPIC, "/default/fast");
            assertThat(topic(again, "/default/fast").mode()).isEqualTo(DispatchMode.NON_RELIABLE);
            assertThat(again.settings(TOPIC, "sub")).isEqualTo(new SubscriptionSettings(POLICY, 77));
            assertThat(again.settings(TOPIC, "other")).isEqualTo(SubscriptionSettings.NONE);
            assertThat(again.namespaces()).containsExactly("kept");
            var subject = again.schemas().require("subject");
            assertThat(subject.mode().wireName()).isEqualTo("full");
            assertThat(subject.latest().version()).isEqualTo(2);
            assertThat(subject.latest().tags()).containsExactly("tag");
            assertThat(subject.version(1)).isEmpty();
            assertThat(register(again.schemas(), "{\"type\":\"object\"}").isNew())
                    .isFalse();
            return null;
        });
        close(again);
    }

    @Test
    void neitherAnswersNorShowsAMessageBeforeItIsOnDisk() throws Exception {
        BrokerStore store = open(Durability.SYNC);
        CompletableFuture<StoredTopic> readable = new CompletableFuture<>();
        CompletableFuture<Void> flushed = on(() -> {
            StoredTopic topic = store.create(TOPIC, DispatchMode.RELIABLE);
            topic.saveCursor("sub", -1);
            store.whenReadable(readable::complete);
            append(topic, "a");
            assertThat(topic.log().readableOffset()).isZero();
            CompletableFuture<Void> waiting = store.flushed().toCompletableFuture();
            assertThat(waiting).isNotDone();
            return waiting;
        });
        flushed.get(10, TimeUnit.SECONDS);

        StoredTopic topic = readable.get(10, TimeUnit.SECONDS);
        on(() -> {
            assertThat(topic.log().readableOffset()).isEqualTo(1);
            assertThat(store.flushed().toCompletableFuture()).isCompleted();
            return null;
        });
        close(store);
    }

    @Test
    void beginsAgainAtZeroAfterAReset() throws Exception {
        BrokerStore store = open(Durability.SYNC);
        on(() -> {
                    StoredTopic topic = store.create(TOPIC, DispatchMode.RELIABLE);
                    topic.saveCursor("sub", -1);
                    append(topic, "a", "b", "c");
                    return store.flushed().toCompletableFuture();
                })
                .get(10, TimeUnit.SECONDS);
        on(() -> {
            StoredTopic topic = topic(store, TOPIC);
            topic.log().reset();
            append(topic, "new");
            return null;
        });
        close(store);

        BrokerStore again = open(Durability.SYNC);
        on(() -> {
            assertThat(texts(topic(again, TOPIC))).containsExactly("new");
            assertThat(topic(again, TOPIC).log().endOffset()).isEqualTo(1);
            return null;
        });
        close(again);
    }

    @Test
    void findsTheLastCompleteVersionBehindATornTail() throws Exception {
        BrokerStore store = open(Durability.SYNC);
        on(() -> {
                    StoredTopic topic = store.create(TOPIC, DispatchMode.RELIABLE);
                    topic.saveCursor("sub", -1);
                    append(topic, "a", "b");
                    return store.flushed().toCompletableFuture();
                })
                .get(10, TimeUnit.SECONDS);
        close(store);
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve(DiskFile.FILE_NAME).toFile(), "rw")) {
            file.seek(file.length());
            file.write("chunk:99,block:7,len:1,map:9,max:1,next:8,pages:2,root:0,time:1,version:99\n"
                    .repeat(200)
                    .getBytes(StandardCharsets.US_ASCII));
        }

        BrokerStore again = open(Durability.SYNC);
        on(() -> {
            assertThat(texts(topic(again, TOPIC))).containsExactly("a", "b");
            return null;
        });
        close(again);
    }

    @Test
    void givesNoTopicTheMessagesOfOneThatACrashCutShort() throws Exception {
        try (DiskFile file = DiskFile.open(directory)) {
            StreamMessage orphan = StreamMessage.newBuilder()
                    .setPayload(ByteString.copyFromUtf8("orphan"))
                    .build();
            file.write(new Batch(
                    List.of(),
                    List.of(new Batch.Append(1, 0, List.of(orphan))),
                    List.of(),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    Map.of()));
        }
        BrokerStore store = open(Durability.SYNC);
        on(() -> {
            StoredTopic topic = store.create(TOPIC, DispatchMode.RELIABLE);
            topic.saveCursor("sub", -1);
            return null;
        });
        close(store);

        BrokerStore again = open(Durability.SYNC);
        assertThat(on(() -> texts(topic(again, TOPIC)))).isEmpty();
        close(again);
    }

    @Test
    void takesBackWhatExceedsALimitThatWasLoweredButNothingMore() throws Exception {
        BrokerStore store = open(Durability.SYNC);
        on(() -> {
            StoredTopic topic = store.create(TOPIC, DispatchMode.RELIABLE);
            topic.saveCursor("sub", -1);
            append(topic, "x".repeat(100), "y".repeat(100));
            return null;
        });
        close(store);

        BrokerStore small = DiskStore.open(directory, Durability.SYNC, 150, SchemaRules.BROKER, context);
        on(() -> {
            StoredTopic topic = topic(small, TOPIC);
            assertThat(texts(topic)).hasSize(2);
            assertThatThrownBy(() -> append(topic, "z"))
                    .isInstanceOf(StorageFullException.class)
                    .hasMessageContaining("150 bytes");
            topic.log().trimTo(2);
            append(topic, "z");
            return null;
        });
        close(small);
    }

    @Test
    void givesTheSpaceOfAcknowledgedMessagesBack() throws Exception {
        BrokerStore store = open(Durability.SYNC);
        StoredTopic topic = on(() -> store.create(TOPIC, DispatchMode.RELIABLE));
        String text = "x".repeat(10_000);
        long largest = 0;
        for (int round = 0; round < 300; round++) {
            on(() -> {
                        topic.saveCursor("sub", topic.log().endOffset() - 1);
                        topic.trim();
                        for (int i = 0; i < 50; i++) {
                            append(topic, text);
                        }
                        return store.flushed().toCompletableFuture();
                    })
                    .get(10, TimeUnit.SECONDS);
            largest = Math.max(largest, Files.size(directory.resolve(DiskFile.FILE_NAME)));
        }
        close(store);

        // 150 MB went through, and never more than 1 MB of it was needed at a time.
        assertThat(largest).isLessThan(20_000_000);
        BrokerStore again = open(Durability.SYNC);
        assertThat(on(() -> texts(topic(again, TOPIC)))).hasSize(50);
        close(again);
    }

    private BrokerStore open(Durability durability) {
        return DiskStore.open(directory, durability, LIMIT, SchemaRules.BROKER, context);
    }

    private void close(BrokerStore store) throws Exception {
        on(() -> store.close().toCompletableFuture()).get(10, TimeUnit.SECONDS);
    }

    private <T> T on(Callable<T> task) throws Exception {
        Future<T> result = context.submit(task);
        return result.get(10, TimeUnit.SECONDS);
    }

    private static StoredTopic topic(BrokerStore store, String name) {
        return store.topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void append(StoredTopic topic, String... texts) {
        for (String text : texts) {
            topic.log()
                    .append(StreamMessage.newBuilder()
                            .setPayload(ByteString.copyFromUtf8(text))
                            .build());
        }
    }

    private static List<String> texts(StoredTopic topic) {
        return LongStream.range(topic.log().startOffset(), topic.log().endOffset())
                .mapToObj(offset -> Objects.requireNonNull(topic.log().read(offset), "a hole in the log")
                        .getPayload()
                        .toStringUtf8())
                .toList();
    }

    private static SchemaRegistry.Registration register(SchemaRegistry schemas, String definition) {
        return schemas.register(
                "subject",
                "json_schema",
                definition.getBytes(StandardCharsets.UTF_8),
                "a description",
                "somebody",
                List.of("tag"));
    }
}
