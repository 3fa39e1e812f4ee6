package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.DeleteSchemaVersionRequest;
import com.danubemessaging.proto.DeleteSchemaVersionResponse;
import com.danubemessaging.proto.GetSchemaResponse;
import com.danubemessaging.proto.ListSubjectsRequest;
import com.danubemessaging.proto.RegisterSchemaResponse;
import com.danubemessaging.proto.SchemaRegistryGrpcClient;
import com.danubemessaging.proto.SubjectSummary;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryTest extends BrokerTest {

    private static final String PERSON =
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}";

    private static final String PERSON_OTHERWISE_WRITTEN =
            "{ \"required\": [\"name\"], \"properties\": {\"name\": {\"type\": \"string\"}}, \"type\": \"object\" }";

    private static final String PERSON_WITH_AGE =
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"}},\"required\":[\"name\"]}";

    private static final String RECORD =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}";

    private RawSchemas schemas;

    @BeforeEach
    void schemas() {
        schemas = new RawSchemas(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xml | <a/> | xml",
                "json_schema | {\"type\": | not JSON",
                "json_schema | 5 | object or a boolean",
                "json_schema | {\"type\":\"banana\"} | type",
                "json_schema | {\"properties\":{\"a\":{\"minimum\":\"low\"}}} | minimum",
                "json_schema | {\"properties\":{\"a\":{\"$ref\":\"#/$defs/none\"}}} | none",
                "json_schema | {\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1:1/x\"}}} | 127.0.0.1",
                "json_schema | {\"$schema\":\"http://example.com/own\"} | example.com",
                "avro | {\"type\":\"record\"} | Avro",
                "avro | {\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"x\",\"type\":\"Unknown\"}]} | Avro",
                "avro | x{ | Avro",
                "avro | \"Unknown\" | Avro",
            })
    void refusesWhatIsNoSchemaAsInternalAndKeepsNothing(String type, String definition, String word) {
        RpcFailure refused = failure(schemas.register("subject", type, definition));

        assertThat(refused.status).isEqualTo(GrpcStatus.INTERNAL);
        assertThat(refused.text).contains(word);
        assertThat(failure(schemas.latest("subject")).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Test
    void doesNotFindWhatNobodyRegistered() {
        long id = schemas.id("known", "string", "");

        assertThat(failure(schemas.latest("unknown")).text).contains("not found");
        assertThat(failure(schemas.latest("unknown")).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(schemas.versions("unknown")).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(schemas.get(id + 1)).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(schemas.get(id, 2)).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(failure(schemas.check("unknown", "string", "")).status).isEqualTo(GrpcStatus.INTERNAL);
        assertThat(failure(schemas.check("known", "xml", "")).status).isEqualTo(GrpcStatus.INTERNAL);
        assertThat(failure(schemas.mode("unknown", "full")).status).isEqualTo(GrpcStatus.INTERNAL);
    }

    @Test
    void refusesAModeThatDoesNotExistAndTakesTheFourInAnyLetterCase() {
        schemas.id("subject", "json_schema", PERSON);

        assertThat(failure(schemas.mode("subject", "x")).status).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        for (String mode : new String[] {"FULL", "Forward", "none", "backward"}) {
            assertThat(await(schemas.mode("subject", mode)).getSuccess()).isTrue();
            assertThat(await(schemas.latest("subject")).getCompatibilityMode())
                    .isEqualToIgnoringCase(mode)
                    .isLowerCase();
        }
    }

    @Test
    void refusesAnIncompatibleVersionAndSaysWhichPropertyIsToBlame() {
        schemas.id("subject", "json_schema", PERSON);
        String broken = PERSON.replace("string", "integer");

        RpcFailure refused = failure(schemas.register("subject", "json_schema", broken));
        assertThat(refused.status).isEqualTo(GrpcStatus.INTERNAL);
        assertThat(refused.text).contains("name").contains("incompatible");
        assertThat(await(schemas.check("subject", "json_schema", broken)).getIsCompatible())
                .isFalse();
        assertThat(await(schemas.check("subject", "json_schema", broken)).getErrorsList())
                .singleElement()
                .asString()
                .contains("name");
        assertThat(await(schemas.versions("subject"))).containsExactly(1);
    }

    @Test
    void checksByTheModeThatIsAskedForAndIgnoresOneThatIsNone() {
        schemas.id("subject", "json_schema", PERSON);
        String broken = PERSON.replace("string", "integer");

        assertThat(await(schemas.check("subject", "json_schema", broken, "NONE"))
                        .getIsCompatible())
                .isTrue();
        assertThat(await(schemas.check("subject", "json_schema", broken, "whatever"))
                        .getIsCompatible())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes,bytes",
        "BYTES,bytes",
        "string,string",
        "number,number",
        "int,number",
        "int64,number",
        "float,number",
        "double,number",
        "Avro,avro",
        "json,json_schema",
        "JSON_Schema,json_schema",
        "proto,protobuf",
        "protobuf,protobuf"
    })
    void takesEveryTypeAndAliasInAnyLetterCase(String given, String kept) {
        String definition =
                switch (kept) {
                    case "avro" -> RECORD;
                    case "json_schema" -> PERSON;
                    default -> "message M { optional int32 a = 1; }";
                };

        RegisterSchemaResponse registered = await(schemas.register("subject", given, definition));
        assertThat(registered.getVersion()).isEqualTo(1);
        assertThat(registered.getIsNewVersion()).isTrue();
        GetSchemaResponse read = await(schemas.get(registered.getSchemaId()));
        assertThat(read.getSchemaType()).isEqualTo(kept);
        assertThat(read.getFingerprint()).isEqualTo(registered.getFingerprint());
    }

    @Test
    void wrapsTheDefinitionThatComesBack() {
        schemas.id("a", "avro", RECORD);
        schemas.id("j", "json_schema", PERSON_OTHERWISE_WRITTEN);
        schemas.id("p", "protobuf", "message M {}");
        schemas.id("b", "bytes", "ignored");
        schemas.id("s", "string", "");
        schemas.id("n", "number", "");

        assertThat(definition("a"))
                .isEqualTo(new JsonObject()
                        .put("Avro", new JsonObject().put("raw_schema", RECORD).put("fingerprint", fingerprint("a")))
                        .encode());
        assertThat(definition("j"))
                .isEqualTo(new JsonObject()
                        .put(
                                "JsonSchema",
                                new JsonObject()
                                        .put("raw_schema", PERSON_OTHERWISE_WRITTEN)
                                        .put("fingerprint", fingerprint("j")))
                        .encode());
        assertThat(definition("p"))
                .isEqualTo(new JsonObject()
                        .put(
                                "Protobuf",
                                new JsonObject()
                                        .put("raw_proto", "message M {}")
                                        .put("message_name", "DefaultMessage")
                                        .put("fingerprint", fingerprint("p")))
                        .encode());
        assertThat(definition("b")).isEqualTo("\"Bytes\"");
        assertThat(definition("s")).isEqualTo("\"String\"");
        assertThat(definition("n")).isEqualTo("\"Number\"");
        assertThat(fingerprint("a")).matches("sha256:[0-9a-f]{64}");
        assertThat(fingerprint("b")).isEqualTo("bytes");
    }

    @Test
    void knowsADefinitionAgainWhateverItsLayout() {
        RegisterSchemaResponse first = await(schemas.register("subject", "json", PERSON));
        RegisterSchemaResponse again = await(schemas.register("subject", "json", PERSON_OTHERWISE_WRITTEN));

        assertThat(again).isEqualTo(first.toBuilder().setIsNewVersion(false).build());
        schemas.id("avro", "avro", RECORD);
        assertThat(await(schemas.register("avro", "avro", RECORD.replace(":", " : ")))
                        .getIsNewVersion())
                .isFalse();
    }

    @Test
    void countsVersionsWithinASubjectAndIdsOverAllSubjects() {
        long first = schemas.id("first", "json", PERSON);
        long second = schemas.id("second", "string", "");
        RegisterSchemaResponse next = await(schemas.register("first", "json", PERSON_WITH_AGE));

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
        assertThat(next.getSchemaId()).isEqualTo(first);
        assertThat(next.getVersion()).isEqualTo(2);
        assertThat(await(schemas.register("first", "json", PERSON)).getVersion())
                .as("an old definition is found, not added")
                .isEqualTo(1);
        assertThat(await(schemas.get(first)).getVersion()).isEqualTo(2);
        assertThat(await(schemas.get(first, 1)).getVersion()).isEqualTo(1);
        assertThat(await(schemas.versions("first"))).containsExactly(1, 2);
        GetSchemaResponse read = await(schemas.latest("first"));
        assertThat(read.getSubject()).isEqualTo("first");
        assertThat(read.getDescription()).isEqualTo("for first");
        assertThat(read.getCreatedBy()).isEqualTo("test");
        assertThat(read.getTagsList()).containsExactly("tag");
        assertThat(read.getCreatedAt()).isBetween(1_700_000_000L, 100_000_000_000L);
    }

    @Test
    void forgetsADeletedVersionButComparesWithIt() {
        long id = schemas.id("subject", "json", PERSON);
        await(schemas.register("subject", "json", PERSON_WITH_AGE));

        assertThat(await(delete("subject", 2)).getSuccess()).isTrue();
        assertThat(await(delete("subject", 7)).getSuccess()).isTrue();
        assertThat(await(schemas.versions("subject"))).containsExactly(1);
        assertThat(failure(schemas.get(id, 2)).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(await(schemas.latest("subject")).getVersion()).isEqualTo(2);
        assertThat(await(schemas.register("subject", "json", PERSON_WITH_AGE)).getIsNewVersion())
                .isFalse();
    }

    @Test
    void listsSubjects() {
        schemas.id("one", "json", PERSON);
        await(schemas.register("one", "json", PERSON_WITH_AGE));
        schemas.id("two", "number", "");

        assertThat(await(client.call(SchemaRegistryGrpcClient.ListSubjects, ListSubjectsRequest.getDefaultInstance()))
                        .getSubjectsList())
                .containsExactlyInAnyOrder(
                        SubjectSummary.newBuilder()
                                .setSubject("one")
                                .setSchemaType("json_schema")
                                .setLatestVersion(2)
                                .setCompatibilityMode("backward")
                                .setSchemaId(1)
                                .addTags("tag")
                                .build(),
                        SubjectSummary.newBuilder()
                                .setSubject("two")
                                .setSchemaType("number")
                                .setLatestVersion(1)
                                .setCompatibilityMode("backward")
                                .setSchemaId(2)
                                .addTags("tag")
                                .build());
    }

    @Test
    void keepsSchemasOverARestart() {
        long id = schemas.id("subject", "json", PERSON);

        await(danube.restart());

        assertThat(await(new RawSchemas(newClient()).get(id)).getSubject()).isEqualTo("subject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "{}",
                "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"type\":\"object\"}",
                "{\"$schema\":\"http://json-schema.org/draft-06/schema#\",\"const\":5}",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":[\"object\",\"null\"]}",
                "{\"$schema\":\"https://json-schema.org/draft/2019-09/schema\",\"unevaluatedProperties\":false}",
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"prefixItems\":[{\"type\":\"string\"}]}",
                "{\"$id\":\"https://example.com/tree\",\"properties\":{\"left\":{\"$ref\":\"#\"},\"n\":{\"$ref\":\"#/$defs/n\"}},\"$defs\":{\"n\":{\"type\":\"integer\"}}}",
            })
    void takesJsonSchemasOfAllDraftsWithReferencesIntoThemselves(String definition) {
        assertThat(await(schemas.register("subject", "json", definition)).getIsNewVersion())
                .isTrue();
    }

    @Test
    void takesAvroSchemasThatDifferInCommentsOfFieldsForTheSame() {
        String commented = RECORD.replace("\"int\"", "\"int\",\"doc\":\"how many\"");
        schemas.id("subject", "avro", RECORD);

        RegisterSchemaResponse again = await(schemas.register("subject", "avro", commented));
        assertThat(again.getVersion()).isEqualTo(1);
        assertThat(again.getIsNewVersion()).isFalse();
    }

    private Future<DeleteSchemaVersionResponse> delete(String subject, int version) {
        return client.call(
                SchemaRegistryGrpcClient.DeleteSchemaVersion,
                DeleteSchemaVersionRequest.newBuilder()
                        .setSubject(subject)
                        .setVersion(version)
                        .build());
    }

    private String definition(String subject) {
        return await(schemas.latest(subject)).getSchemaDefinition().toStringUtf8();
    }

    private String fingerprint(String subject) {
        return await(schemas.latest(subject)).getFingerprint();
    }
}
