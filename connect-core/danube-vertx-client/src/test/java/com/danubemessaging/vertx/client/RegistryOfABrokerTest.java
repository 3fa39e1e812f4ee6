package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.schema.CompatibilityMode;
import com.danubemessaging.vertx.client.schema.CompatibilityReport;
import com.danubemessaging.vertx.client.schema.NewSchema;
import com.danubemessaging.vertx.client.schema.Registration;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import com.danubemessaging.vertx.client.schema.SchemaType;
import com.danubemessaging.vertx.client.schema.SchemaVersion;
import com.danubemessaging.vertx.client.schema.SubjectSummary;
import com.danubemessaging.vertx.client.schema.TopicSchema;
import com.danubemessaging.vertx.client.schema.ValidationPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every call of the schema registry, answered by a broker that has one. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class RegistryOfABrokerTest {

    private static final String TOPIC = "/default/orders";
    private static final NewSchema NAME = json("{\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[]}");
    private static final NewSchema NAME_AND_AGE =
            json("{\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"}},\"required\":[]}");
    private static final NewSchema NUMBER = json("{\"properties\":{\"name\":{\"type\":\"integer\"}},\"required\":[]}");

    private EmbeddedDanube broker;
    private DanubeClient client;
    private SchemaRegistry registry;

    private static NewSchema json(String definition) {
        return NewSchema.of("subject", SchemaType.JSON_SCHEMA, definition);
    }

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        broker = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()).await(10, SECONDS);
        client = DanubeClient.create(vertx, TestOptions.fast(broker.serviceUrl()));
        registry = client.schemaRegistry(Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() throws Exception {
        client.close().await(10, SECONDS);
        broker.close().await(10, SECONDS);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(10, SECONDS);
    }

    @Test
    void registersAndReadsAVersionWithWhatPeopleNoted() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        Registration registration = await(registry.register(
                NAME.withCreatedBy("tester").withDescription("größe").withTags(List.of("a", "b"))));

        assertThat(registration.version()).isOne();
        assertThat(registration.isNew()).isTrue();
        assertThat(registration.fingerprint()).startsWith("sha256:");
        Schema schema = await(registry.latest("subject"));
        assertThat(schema.id()).isEqualTo(registration.id());
        assertThat(schema.version()).isOne();
        assertThat(schema.subject()).isEqualTo("subject");
        assertThat(schema.type()).contains(SchemaType.JSON_SCHEMA);
        assertThat(schema.definition()).isEqualTo(NAME.definition());
        assertThat(schema.fingerprint()).isEqualTo(registration.fingerprint());
        assertThat(schema.details().description()).isEqualTo("größe");
        assertThat(schema.details().createdBy()).isEqualTo("tester");
        assertThat(schema.details().createdAt()).isBetween(before, Instant.now());
        assertThat(schema.details().tags()).containsExactly("a", "b");
        assertThat(schema.details().compatibilityMode()).isEqualTo("backward");
        assertThat(await(registry.get(schema.id()))).isEqualTo(schema);
        assertThat(await(registry.get(schema.id(), 1))).isEqualTo(schema);
    }

    @Test
    void findsAVersionAgainWhateverItsLayout() throws Exception {
        Registration first = await(registry.register(NAME));
        Registration again = await(registry.register(json(NAME.definition().replace(":", " : "))));

        assertThat(again).isEqualTo(new Registration(first.id(), 1, false, first.fingerprint()));
    }

    @Test
    void listsTheVersionsOfASubjectAndWhatWasNotedOfEach() throws Exception {
        Registration one = await(registry.register(NAME.withCreatedBy("a").withDescription("first")));
        Registration two =
                await(registry.register(NAME_AND_AGE.withCreatedBy("b").withDescription("second")));

        List<SchemaVersion> versions = await(registry.versions("subject"));
        assertThat(versions).extracting(SchemaVersion::version).containsExactly(1, 2);
        assertThat(versions).extracting(SchemaVersion::createdBy).containsExactly("a", "b");
        assertThat(versions).extracting(SchemaVersion::description).containsExactly("first", "second");
        assertThat(versions)
                .extracting(SchemaVersion::fingerprint)
                .containsExactly(one.fingerprint(), two.fingerprint())
                .doesNotHaveDuplicates();
        assertThat(versions).allSatisfy(version -> assertThat(version.createdAt())
                .isAfter(Instant.now().minusSeconds(60)));
    }

    @Test
    void listsAllSubjects() throws Exception {
        assertThat(await(registry.subjects())).isEmpty();
        Registration json = await(registry.register(NAME.withTags(List.of("old"))));
        await(registry.register(NAME_AND_AGE.withTags(List.of("new"))));
        Registration text = await(registry.register(NewSchema.of("other", SchemaType.STRING, "")));
        await(registry.setCompatibilityMode("other", CompatibilityMode.FULL));

        assertThat(await(registry.subjects()))
                .containsExactlyInAnyOrder(
                        new SubjectSummary("subject", json.id(), "json_schema", 2, "backward", List.of("new")),
                        new SubjectSummary("other", text.id(), "string", 1, "full", List.of()));
    }

    @Test
    void saysWhatCouldBeRegisteredWithoutDoingIt() throws Exception {
        await(registry.register(NAME));

        CompatibilityReport good = await(registry.checkCompatibility(NAME_AND_AGE, Optional.empty()));
        CompatibilityReport bad = await(registry.checkCompatibility(NUMBER, Optional.empty()));
        CompatibilityReport anyway = await(registry.checkCompatibility(NUMBER, Optional.of(CompatibilityMode.NONE)));

        assertThat(good).isEqualTo(new CompatibilityReport(true, List.of()));
        assertThat(bad.isCompatible()).isFalse();
        assertThat(bad.problems()).singleElement().asString().contains("name");
        assertThat(anyway.isCompatible()).isTrue();
        assertThat(await(registry.versions("subject"))).hasSize(1);
    }

    @Test
    void changesWhatIsAskedOfTheNextVersion() throws Exception {
        await(registry.register(NAME));
        assertThat(Failures.of(registry.register(NUMBER)).kind()).isEqualTo(Kind.CONFIGURATION);

        for (CompatibilityMode mode : CompatibilityMode.values()) {
            await(registry.setCompatibilityMode("subject", mode));
            assertThat(await(registry.latest("subject")).details().compatibilityMode())
                    .isEqualToIgnoringCase(mode.name());
        }
        await(registry.setCompatibilityMode("subject", CompatibilityMode.NONE));
        assertThat(await(registry.register(NUMBER)).version()).isEqualTo(2);
    }

    @Test
    void deletesAVersionAndSucceedsIfThereIsNone() throws Exception {
        long id = await(registry.register(NAME)).id();
        await(registry.register(NAME_AND_AGE));

        await(registry.deleteVersion("subject", 1));
        await(registry.deleteVersion("subject", 9));

        assertThat(await(registry.versions("subject")))
                .extracting(SchemaVersion::version)
                .containsExactly(2);
        assertThat(Failures.of(registry.get(id, 1)).grpcStatus()).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(await(registry.get(id)).version()).isEqualTo(2);
    }

    @Test
    void givesATopicASchemaThatItsMessagesAreHeldTo() throws Exception {
        long id = await(registry.register(NAME)).id();
        Producer plain = await(client.createProducer(new ProducerOptions(TOPIC, "plain")));
        assertThat(await(registry.topicSchema(TOPIC))).isEqualTo(new TopicSchema("", ValidationPolicy.WARN, false));

        TopicSchema strict = new TopicSchema("subject", ValidationPolicy.ENFORCE, true);
        await(registry.configureTopic(TOPIC, strict));

        assertThat(await(registry.topicSchema(TOPIC))).isEqualTo(strict);
        assertThat(Failures.of(plain.send(OutgoingMessage.of("{}")))).hasMessageContaining("schema");
        await(plain.send(OutgoingMessage.of("{}").withSchema(id, 1)));
        assertThat(Failures.of(plain.send(OutgoingMessage.of("{\"name\":5}").withSchema(id, 1))))
                .hasMessageContaining("schema");
    }

    @Test
    void changesThePolicyOfATopicThatHasASubject() throws Exception {
        await(registry.register(NAME));
        Producer plain = await(client.createProducer(new ProducerOptions(TOPIC, "plain")));
        await(registry.configureTopic(TOPIC, new TopicSchema("subject", ValidationPolicy.ENFORCE, true)));

        for (ValidationPolicy policy : List.of(ValidationPolicy.WARN, ValidationPolicy.NONE)) {
            await(registry.setValidationPolicy(TOPIC, policy, false));
            assertThat(await(registry.topicSchema(TOPIC))).isEqualTo(new TopicSchema("subject", policy, false));
            await(plain.send(OutgoingMessage.of("{}")));
        }
    }

    @Test
    void refusesAPolicyForATopicWithoutASubject() throws Exception {
        await(client.createProducer(new ProducerOptions(TOPIC, "plain")));

        DanubeException refused = Failures.of(registry.setValidationPolicy(TOPIC, ValidationPolicy.NONE, false));

        assertThat(refused.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(refused.grpcStatus()).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
    }

    @Test
    void resolvesWhatAProducerWouldStamp() throws Exception {
        await(registry.register(NAME));
        await(registry.register(NAME_AND_AGE));

        assertThat(await(registry.resolve(SchemaReference.latest("subject"))).version())
                .isEqualTo(2);
        assertThat(await(registry.resolve(SchemaReference.pinned("subject", 1))).definition())
                .isEqualTo(NAME.definition());
        assertThat(await(registry.resolve(SchemaReference.minimum("subject", 1)))
                        .version())
                .isEqualTo(2);
    }

    @Test
    void saysThatWhatIsAskedAboutDoesNotExist() throws Exception {
        TopicSchema schema = new TopicSchema("subject", ValidationPolicy.WARN, false);

        for (Future<?> unknown : List.<Future<?>>of(
                registry.latest("subject"),
                registry.get(12345),
                registry.get(12345, 1),
                registry.versions("subject"),
                registry.topicSchema(TOPIC),
                registry.configureTopic(TOPIC, schema),
                registry.setValidationPolicy(TOPIC, ValidationPolicy.WARN, false))) {
            DanubeException refused = Failures.of(unknown);
            assertThat(refused.kind()).isEqualTo(Kind.CONFIGURATION);
            assertThat(refused.grpcStatus()).isEqualTo(GrpcStatus.NOT_FOUND);
        }
        for (Future<?> refused : List.<Future<?>>of(
                registry.checkCompatibility(NAME, Optional.empty()),
                registry.setCompatibilityMode("subject", CompatibilityMode.NONE))) {
            assertThat(Failures.of(refused).kind()).isEqualTo(Kind.CONFIGURATION);
        }
    }
}
