package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.DispatchMode.RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.MessageResponse;
import com.danubemessaging.proto.ProducerRequest;
import com.danubemessaging.proto.ProducerResponse;
import com.danubemessaging.proto.ProducerServiceGrpcClient;
import com.danubemessaging.proto.SchemaReference;
import com.danubemessaging.proto.SchemaRegistryGrpcClient;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.proto.UpdateTopicValidationPolicyRequest;
import com.danubemessaging.proto.UpdateTopicValidationPolicyResponse;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaValidationTest extends BrokerTest {

    private static final String INTEGER = "{\"type\":\"integer\"}";
    private static final String RECORD =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}";

    private RawSchemas schemas;
    private RawProducer producer;

    @BeforeEach
    void schemas() {
        schemas = new RawSchemas(client);
        producer = client.reliableProducer(TOPIC);
    }

    @ParameterizedTest
    @CsvSource({
        "none,    no subject,     true",
        "warn,    no subject,     true",
        "none,    no schema id,   true",
        "warn,    no schema id,   true",
        "enforce, no schema id,   false",
        "none,    unknown id,     true",
        "warn,    unknown id,     false",
        "enforce, unknown id,     false",
        "none,    other subject,  true",
        "warn,    other subject,  true",
        "enforce, other subject,  false",
        "none,    invalid,        true",
        "warn,    invalid,        false",
        "enforce, invalid,        false",
        "none,    valid,          true",
        "warn,    valid,          true",
        "enforce, valid,          true",
    })
    void takesAndRefusesByThePolicyOfTheTopic(String policy, String situation, boolean isTaken) {
        long id = schemas.id("own", "json", INTEGER);
        long other = schemas.id("other", "string", "");
        if (situation.equals("no subject")) {
            assertThat(failure(update(policy)).status).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
        } else {
            await(schemas.configure(TOPIC, "own", policy, true));
        }
        StreamMessage.Builder message = producer.message(situation.equals("valid") ? "5" : "\"five\"");
        switch (situation) {
            case "unknown id" -> message.setSchemaId(99).setSchemaVersion(1);
            case "other subject" -> message.setSchemaId(other).setSchemaVersion(1);
            case "invalid", "valid" -> message.setSchemaId(id).setSchemaVersion(1);
            default -> {}
        }

        Future<MessageResponse> sent = client.send(message.build());

        if (isTaken) {
            await(sent);
        } else {
            RpcFailure refused = failure(sent);
            assertThat(refused.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
            assertThat(refused.text).containsIgnoringCase("schema");
        }
    }

    @Test
    void refusesEverythingWhereASchemaIsEnforcedWithoutASubject() {
        assertThat(failure(update("enforce")).status).isEqualTo(GrpcStatus.FAILED_PRECONDITION);

        assertThat(failure(producer.sendLater("x")).status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "string, text, true",
        "string, broken text, false",
        "number, 4 bytes, true",
        "number, 8 bytes, true",
        "number, 5 bytes, false",
        "bytes, broken text, true",
        "json, 5, true",
        "json, text, false",
        "avro, container, true",
        "avro, empty container, false",
        "avro, text, false",
        "protobuf, text, false",
    })
    void validatesPayloadsOfEveryTypeAsABrokerDoes(String type, String payload, boolean isTaken) throws IOException {
        String definition = type.equals("json") ? INTEGER : RECORD;
        long id = schemas.id("subject", type, definition);
        await(schemas.configure(TOPIC, "subject", "enforce", true));

        Future<MessageResponse> sent = client.send(producer.message("")
                .setPayload(payload(payload))
                .setSchemaId(id)
                .setSchemaVersion(1)
                .build());

        if (isTaken) {
            await(sent);
        } else {
            assertThat(failure(sent).status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
            assertThat(failure(schemas.latest("nothing else broke")).status).isEqualTo(GrpcStatus.NOT_FOUND);
        }
    }

    @Test
    void validatesByTheVersionThatTheMessageNames() {
        await(schemas.register("subject", "json", INTEGER));
        await(schemas.mode("subject", "none"));
        long id = schemas.id("subject", "json", "{\"type\":\"string\"}");
        await(schemas.configure(TOPIC, "subject", "enforce", true));

        await(client.send(
                producer.message("5").setSchemaId(id).setSchemaVersion(1).build()));
        await(client.send(
                producer.message("\"x\"").setSchemaId(id).setSchemaVersion(2).build()));
        await(client.send(producer.message("\"x\"").setSchemaId(id).build()));
        assertThat(failure(client.send(producer.message("5")
                                .setSchemaId(id)
                                .setSchemaVersion(2)
                                .build()))
                        .status)
                .isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(failure(client.send(producer.message("5")
                                .setSchemaId(id)
                                .setSchemaVersion(3)
                                .build()))
                        .text)
                .contains("no version 3");
    }

    @Test
    void givesATopicTheSubjectOfItsFirstProducerWithOne() {
        schemas.id("first", "string", "");
        schemas.id("second", "string", "");

        await(create("p1", "first"));
        await(create("p1", "first"));

        RpcFailure refused = failure(create("p2", "second"));
        assertThat(refused.status).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
        assertThat(refused.text).contains("first").contains("second");
        assertThat(await(schemas.topicConfig(TOPIC)).getSchemaSubject()).isEqualTo("first");
        assertThat(await(schemas.topicConfig(TOPIC)).getValidationPolicy()).isEqualTo("warn");
        assertThat(await(schemas.topicConfig(TOPIC)).getSchemaId()).isZero();
        await(client.createProducer(TOPIC, "p3", RELIABLE));
    }

    @Test
    void keepsOverARestartWhatAnAdministratorSetAndForgetsWhatAProducerSet() {
        schemas.id("subject", "string", "");
        client.reliableProducer("/default/other");
        await(schemas.configure(TOPIC, "subject", "ENFORCE", true));
        await(client.call(
                ProducerServiceGrpcClient.CreateProducer,
                request("p", "subject").setTopicName("/default/other").build()));

        await(danube.restart());

        RawSchemas after = new RawSchemas(newClient());
        assertThat(await(after.topicConfig(TOPIC)).getSchemaSubject()).isEqualTo("subject");
        assertThat(await(after.topicConfig(TOPIC)).getValidationPolicy()).isEqualTo("enforce");
        assertThat(await(after.topicConfig(TOPIC)).getEnablePayloadValidation()).isTrue();
        assertThat(await(after.topicConfig("/default/other")).getSchemaSubject())
                .isEmpty();
    }

    @Test
    void refusesToConfigureWhatDoesNotExist() {
        schemas.id("subject", "string", "");

        assertThat(failure(schemas.configure("/default/none", "subject", "warn", false)).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(schemas.configure(TOPIC, "none", "warn", false)).status)
                .isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(schemas.configure(TOPIC, "subject", "often", false)).status)
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(failure(update("often")).status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(failure(schemas.topicConfig("/default/none")).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Test
    void deliversIdAndVersionAsTheyWereSent() {
        long id = schemas.id("subject", "string", "");
        Receiver receiver = client.consume(TOPIC, "s", EXCLUSIVE, "c");

        await(client.send(
                producer.message("x").setSchemaId(id).setSchemaVersion(1).build()));
        await(client.send(producer.message("y").build()));

        StreamMessage first = receiver.next();
        assertThat(first.getSchemaId()).isEqualTo(id);
        assertThat(first.getSchemaVersion()).isEqualTo(1);
        StreamMessage second = receiver.next();
        assertThat(second.hasSchemaId()).isFalse();
        assertThat(second.hasSchemaVersion()).isFalse();
    }

    private Future<UpdateTopicValidationPolicyResponse> update(String policy) {
        return client.call(
                SchemaRegistryGrpcClient.UpdateTopicValidationPolicy,
                UpdateTopicValidationPolicyRequest.newBuilder()
                        .setTopicName(TOPIC)
                        .setValidationPolicy(policy)
                        .build());
    }

    private Future<ProducerResponse> create(String name, String subject) {
        return client.call(
                ProducerServiceGrpcClient.CreateProducer, request(name, subject).build());
    }

    private static ProducerRequest.Builder request(String name, String subject) {
        return ProducerRequest.newBuilder()
                .setTopicName(TOPIC)
                .setProducerName(name)
                .setDispatchStrategyValue(RELIABLE.ordinal())
                .setSchemaRef(SchemaReference.newBuilder().setSubject(subject).setUseLatest(true));
    }

    private static ByteString payload(String name) throws IOException {
        return switch (name) {
            case "broken text" -> ByteString.copyFrom(new byte[] {(byte) 0xc3, 0x28});
            case "4 bytes" -> ByteString.copyFrom(new byte[4]);
            case "5 bytes" -> ByteString.copyFrom(new byte[5]);
            case "8 bytes" -> ByteString.copyFrom(new byte[8]);
            case "container" -> container(1);
            case "empty container" -> container(0);
            default -> ByteString.copyFromUtf8(name);
        };
    }

    private static ByteString container(int records) throws IOException {
        Schema schema = new Schema.Parser().parse(RECORD);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<Object> file = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            file.create(schema, out);
            for (int i = 0; i < records; i++) {
                GenericData.Record record = new GenericData.Record(schema);
                record.put("x", i);
                file.append(record);
            }
        }
        return ByteString.copyFrom(out.toByteArray());
    }
}
