package com.danubemessaging.connect.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.SinkConnector;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SchemaInfo;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.embedded.model.BrokerCall;
import com.danubemessaging.vertx.client.Message;
import com.danubemessaging.vertx.client.OutgoingMessage;
import com.danubemessaging.vertx.client.schema.NewSchema;
import com.danubemessaging.vertx.client.schema.Registration;
import com.danubemessaging.vertx.client.schema.SchemaType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaSinkTest extends RuntimeFixture {

    private static final String RECORD =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}";

    /** Decodes what it gets. */
    private static final class Decoding implements SinkConnector {
        final @Nullable String expected;
        final List<Object> values = new CopyOnWriteArrayList<>();
        final List<SchemaInfo> schemas = new CopyOnWriteArrayList<>();

        Decoding(@Nullable String expected) {
            this.expected = expected;
        }

        @Override
        public List<ConsumerConfig> consumerConfigs() {
            return List.of(new ConsumerConfig(TOPIC, "reader", "all", SubscriptionType.EXCLUSIVE, expected));
        }

        @Override
        public Future<Void> initialize(SinkContext context) {
            return Future.succeededFuture();
        }

        @Override
        public Future<BatchResult> processBatch(List<SinkRecord> batch) {
            return Future.succeededFuture(
                    BatchResult.of(batch.stream().map(this::decode).toList()));
        }

        private RecordOutcome decode(SinkRecord record) {
            try {
                values.add(String.valueOf(record.json()));
                if (record.schema() != null) {
                    schemas.add(record.schema());
                }
                return RecordOutcome.done();
            } catch (InvalidDataException e) {
                return RecordOutcome.invalid(e);
            }
        }
    }

    private Registration register(String subject, SchemaType type, String definition) throws Exception {
        return client().schemaRegistry()
                .register(NewSchema.of(subject, type, definition))
                .await(10, SECONDS);
    }

    private void publish(Registration schema, Buffer payload) throws Exception {
        producer(TOPIC)
                .send(OutgoingMessage.of(payload).withSchema(schema.id(), schema.version()))
                .await(10, SECONDS);
    }

    @Test
    void seesValuesByTheSchemaOfEachMessage() throws Exception {
        producer(TOPIC);
        Decoding sink = new Decoding(null);
        deployReady(config("writer"), sink);
        Registration avro = register("a", SchemaType.AVRO, RECORD);
        Registration proto = register("p", SchemaType.PROTOBUF, "message M { optional int32 a = 1; }");
        Registration text = register("s", SchemaType.STRING, "");

        publish(avro, Buffer.buffer(new byte[] {2}));
        publish(avro, Buffer.buffer("{\"x\":2}"));
        publish(proto, Buffer.buffer(new byte[] {8, 3}));
        publish(text, Buffer.buffer("plain"));
        publish(TOPIC, "{\"no\":\"schema\"}");

        until(() -> sink.values.size() == 5);
        assertThat(sink.values).containsExactly("{\"x\":1}", "{\"x\":2}", "{\"a\":3}", "plain", "{\"no\":\"schema\"}");
        assertThat(sink.schemas).extracting(SchemaInfo::subject).containsExactly("a", "a", "p", "s");
        assertThat(sink.schemas.get(0)).isEqualTo(new SchemaInfo(avro.id(), 1, "a", "avro"));
    }

    @Test
    void deadLettersWhatIsNotOfItsSchemaAndGoesOn() throws Exception {
        List<Message> letters = tail("/default/dlq-writer-q");
        producer(TOPIC);
        Decoding sink = new Decoding(null);
        deployReady(config("writer"), sink);
        Registration avro = register("a", SchemaType.AVRO, RECORD);

        publish(avro, Buffer.buffer(new byte[] {2, 2, 2}));
        publish(avro, Buffer.buffer(new byte[] {4}));

        until(() -> sink.values.equals(List.of("{\"x\":2}")));
        until(() -> letters.size() == 1);
        assertThat(letters.get(0).payload().getBytes()).containsExactly(2, 2, 2);
        assertThat(letters.get(0).schemaId()).isEqualTo(avro.id());
    }

    @Test
    void treatsASchemaThatTheRegistryDoesNotKnowLikeNone() throws Exception {
        producer(TOPIC);
        Decoding sink = new Decoding(null);
        deployReady(config("writer"), sink);

        publish(new Registration(4711, 1, true, ""), Buffer.buffer("{\"a\":1}"));

        until(() -> sink.values.equals(List.of("{\"a\":1}")));
        assertThat(sink.schemas).containsExactly(new SchemaInfo(4711, 1, null, null));
    }

    @Test
    void withholdsRecordsOfAnotherSubjectThanItExpects() throws Exception {
        List<Message> letters = tail("/default/dlq-writer-q");
        producer(TOPIC);
        Decoding sink = new Decoding("mine");
        RunningConnector running = deployReady(config("writer"), sink);
        Registration mine = register("mine", SchemaType.STRING, "");
        Registration other = register("other", SchemaType.STRING, "");

        publish(other, Buffer.buffer("bad 1"));
        publish(mine, Buffer.buffer("good 1"));
        publish(other, Buffer.buffer("bad 2"));
        publish(TOPIC, "\"no schema\"");
        publish(mine, Buffer.buffer("good 2"));

        until(() -> sink.values.size() == 3 && letters.size() == 2);
        assertThat(sink.values).containsExactly("good 1", "no schema", "good 2");
        assertThat(texts(letters)).containsExactly("bad 1", "bad 2");
        assertThat(letters.get(0).attributes().get("danube.connect.error.reason"))
                .contains("'other'")
                .contains("'mine'");
        until(() -> count(running, "acknowledged") == 5);
        assertThat(count(running, "order_violations")).isZero();
    }

    @Test
    void waitsInOrderForARegistryThatIsAway() throws Exception {
        producer(TOPIC);
        Registration text = register("s", SchemaType.STRING, "");
        Decoding sink = new Decoding(null);
        RunningConnector running = deployReady(config("writer"), sink);
        danube.faults()
                .refuse(BrokerCall.GET_SCHEMA, 4, GrpcStatus.UNAVAILABLE, "electing")
                .await(5, SECONDS);

        publish(TOPIC, "0");
        for (int i = 1; i < 8; i++) {
            publish(text, Buffer.buffer(Integer.toString(i)));
        }
        until(() -> problems(running).contains("waiting for the schema registry to explain a schema of " + TOPIC));
        publish(TOPIC, "8");

        until(() -> sink.values.size() == 9);
        assertThat(sink.values)
                .isEqualTo(IntStream.range(0, 9).mapToObj(Integer::toString).toList());
        awaitReady(running);
    }

    @Test
    void losesNothingWhenTheStreamBreaksWhileItWaits() throws Exception {
        producer(TOPIC);
        Registration text = register("s", SchemaType.STRING, "");
        Decoding sink = new Decoding(null);
        deployReady(config("writer"), sink);
        var held = danube.faults().holdCalls(BrokerCall.GET_SCHEMA, "").await(5, SECONDS);

        for (int i = 0; i < 5; i++) {
            publish(text, Buffer.buffer(Integer.toString(i)));
        }
        held.first().await(10, SECONDS);
        danube.faults().resetStreams().await(5, SECONDS);
        publish(text, Buffer.buffer("5"));
        held.release().await(5, SECONDS);

        until(() -> sink.values.size() == 6);
        assertThat(sink.values).containsExactly("0", "1", "2", "3", "4", "5");
    }

    @Test
    void closesTheStreamWhenMuchWaitsAndLosesNothing() throws Exception {
        producer(TOPIC);
        Registration text = register("s", SchemaType.STRING, "");
        Decoding sink = new Decoding(null);
        RunningConnector running = deployReady(config("writer"), sink);
        var held = danube.faults().holdCalls(BrokerCall.GET_SCHEMA, "").await(5, SECONDS);
        String filler = "x".repeat(600_000);

        for (int i = 0; i < 12; i++) {
            publish(text, Buffer.buffer(i + filler));
        }
        until(() -> danube.topic(TOPIC)
                .await(5, SECONDS)
                .subscription("all")
                .activeConsumers()
                .isEmpty());
        held.release().await(5, SECONDS);

        until(() -> sink.values.size() == 12);
        assertThat(sink.values)
                .isEqualTo(IntStream.range(0, 12).mapToObj(i -> i + filler).toList());
        awaitReady(running);
    }

    @Test
    void readsAnObjectOfAMessageInItsSchema() {
        SinkRecord record = SinkRecord.builder(TOPIC, Buffer.buffer(new byte[] {2}))
                .decoder(payload -> new JsonObject().put("x", payload.getByte(0) / 2))
                .build();

        assertThat(record.payloadJson(JsonObject.class)).isEqualTo(new JsonObject().put("x", 1));
    }
}
