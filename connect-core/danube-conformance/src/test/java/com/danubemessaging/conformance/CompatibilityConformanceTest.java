package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.SchemaSamples.definition;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.RawSchemas;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.UUID;

/** Which version may follow which: a broker says it when it is asked, and keeps to it when one is registered. */
class CompatibilityConformanceTest extends ConformanceTest {

    /** What may follow in the modes backward and forward; full is both, and none is everything. */
    private record Row(String latest, String fresh, boolean backward, boolean forward) {

        boolean allows(String mode) {
            return switch (mode) {
                case "backward" -> backward;
                case "forward" -> forward;
                case "full" -> backward && forward;
                default -> true;
            };
        }
    }

    @Case(87)
    void jsonSchemasAreComparedInEveryMode() {
        assertAll(
                "json_schema",
                new Row("a!", "a! b?", true, true),
                new Row("a! b?", "a!", true, true),
                new Row("a! b!", "a!", false, true),
                new Row("a! b?", "a! b!", false, true),
                new Row("a!", "a! b!", true, false),
                new Row("a!", "a?", true, true),
                new Row("a!", "a! int", false, false),
                new Row("a!", "a! any", true, true));
    }

    @Case(87)
    void avroRecordsAreComparedInEveryMode() {
        assertAll(
                "avro",
                new Row("R(x)", "R(x,y)", false, true),
                new Row("R(x)", "R(x,y=0)", true, true),
                new Row("R(x)", "R(x,y null)", true, true),
                new Row("R(x)", "R(x,y nothing or int)", true, true),
                new Row("R(x)", "R(x,y union)", false, true),
                new Row("R(x,y)", "R(x)", true, false),
                new Row("R(x,y=0)", "R(x)", true, true),
                new Row("R(x)", "R(x text)", true, true),
                new Row("R(x)", "S(x)", false, false));
    }

    @Case(87)
    void otherAvroTypesAreComparedInEveryMode() {
        assertAll(
                "avro",
                new Row("int", "long", true, false),
                new Row("int", "double", true, false),
                new Row("float", "double", true, false),
                new Row("long", "double", true, false),
                new Row("int", "float", false, false),
                new Row("string", "bytes", true, true),
                new Row("bytes", "string", true, true),
                new Row("int", "int|text", true, true),
                new Row("int|text", "int", true, true),
                new Row("int[]", "long[]", true, false),
                new Row("{int}", "{long}", true, false),
                new Row("int[]", "{int}", false, false),
                new Row("enum A", "enum A B", false, false),
                new Row("fixed 4", "fixed 8", false, false));
    }

    @Case(87)
    void definitionsOfProtobufAreNotCompared() {
        assertAll("protobuf", new Row("message A {}", "message B {}", true, true));
    }

    @Case(87)
    void anotherTypeIsIncompatibleUnlessNothingIsAsked() {
        for (String mode : List.of("backward", "forward", "full", "none")) {
            RawSchemas schemas = new RawSchemas(client);
            String subject = "subject-" + UUID.randomUUID();
            await(schemas.register(subject, "avro", definition("int")));
            await(schemas.mode(subject, mode));
            boolean allowed = mode.equals("none");

            assertThat(await(schemas.check(subject, "string", "")).getIsCompatible())
                    .as(mode)
                    .isEqualTo(allowed);
            assertRegisters(schemas, subject, "string", "", allowed);
        }
    }

    private void assertAll(String type, Row... rows) {
        RawSchemas schemas = new RawSchemas(client);
        for (Row row : rows) {
            for (String mode : List.of("backward", "forward", "full", "none")) {
                String subject = "subject-" + UUID.randomUUID();
                await(schemas.register(subject, type, definition(row.latest)));
                String fresh = definition(row.fresh);
                String told = "%s, then %s, %s".formatted(row.latest, row.fresh, mode);
                assertThat(await(schemas.check(subject, type, fresh, mode)).getIsCompatible())
                        .as(told)
                        .isEqualTo(row.allows(mode));
                await(schemas.mode(subject, mode));
                assertThat(await(schemas.check(subject, type, fresh)).getIsCompatible())
                        .as(told + " as the subject's own")
                        .isEqualTo(row.allows(mode));
                assertRegisters(schemas, subject, type, fresh, row.allows(mode));
            }
        }
    }

    private static void assertRegisters(
            RawSchemas schemas, String subject, String type, String definition, boolean allowed) {
        if (allowed) {
            assertThat(await(schemas.register(subject, type, definition)).getVersion())
                    .isEqualTo(2);
        } else {
            assertThat(failure(schemas.register(subject, type, definition)).status)
                    .isEqualTo(GrpcStatus.INTERNAL);
        }
    }
}
