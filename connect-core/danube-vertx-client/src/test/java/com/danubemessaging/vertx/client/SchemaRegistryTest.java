package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.ConfigureTopicSchemaResponse;
import com.danubemessaging.proto.GetSchemaRequest;
import com.danubemessaging.proto.TopicLookupResponse.LookupType;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.schema.NewSchema;
import com.danubemessaging.vertx.client.schema.Registration;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import com.danubemessaging.vertx.client.schema.SchemaType;
import com.danubemessaging.vertx.client.schema.TopicSchema;
import com.danubemessaging.vertx.client.schema.ValidationPolicy;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaRegistryTest extends ScriptedTest {

    private static final NewSchema TEXT = NewSchema.of("subject", SchemaType.STRING, "");

    private SchemaRegistry registry;

    @BeforeEach
    void registry() {
        registry = client.schemaRegistry();
    }

    @Test
    void doesNotRepeatWhatTheRegistryRefuses() throws Exception {
        broker.register.always(Script.status(GrpcStatus.INTERNAL, "the property 'name' was removed"));

        DanubeException refused = Failures.of(registry.register(TEXT));

        assertThat(refused.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(refused).hasMessageContaining("register schema subject").hasMessageContaining("'name' was removed");
        broker.register.take();
        assertThat(broker.register.waiting()).isZero();
    }

    @Test
    void saysThatASubjectDoesNotExist() throws Exception {
        broker.latestSchema.always(Script.status(GrpcStatus.NOT_FOUND, "not found"));

        DanubeException refused = Failures.of(registry.latest("subject"));

        assertThat(refused.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(refused.grpcStatus()).isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Test
    void repeatsWhatPasses() throws Exception {
        broker.register.then(
                Script.status(GrpcStatus.UNAVAILABLE, "electing"), Script.status(GrpcStatus.UNAVAILABLE, "electing"));

        Registration registration = registry.register(TEXT).await(10, SECONDS);

        assertThat(registration).isEqualTo(new Registration(7, 1, true, ""));
        assertThat(broker.register.waiting()).isEqualTo(3);
    }

    @Test
    void failsWhenItsPatienceEndsAndSaysWhatCameLast() throws Exception {
        broker.latestSchema.always(Script.status(GrpcStatus.UNAVAILABLE, "electing"));

        DanubeException late =
                Failures.of(client.schemaRegistry(Duration.ofSeconds(1)).latest("subject"));

        assertThat(late.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(late).hasMessageContaining("within 1000 ms").hasMessageContaining("electing");
    }

    @Test
    void failsWithTheClient() throws Exception {
        broker.latestSchema.always(Script.status(GrpcStatus.UNAVAILABLE, "electing"));
        Future<Schema> reading = client.schemaRegistry(Duration.ZERO).latest("subject");
        broker.latestSchema.take();

        client.close().await(10, SECONDS);

        assertThat(Failures.of(reading).kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void asksForAVersionOnceAndForgetsAFailure() throws Exception {
        broker.getSchema.then(Script.status(GrpcStatus.NOT_FOUND, "not yet"));
        assertThat(Failures.of(registry.get(7, 2)).grpcStatus()).isEqualTo(GrpcStatus.NOT_FOUND);

        Future<Schema> one = registry.get(7, 2);
        Future<Schema> other = registry.get(7, 2);
        Schema first = one.await(10, SECONDS);

        assertThat(other.await(10, SECONDS)).isEqualTo(first);
        assertThat(client.schemaRegistry(Duration.ZERO).get(7, 2).await(10, SECONDS))
                .isEqualTo(first);
        assertThat(broker.getSchema.waiting()).as("one failure, one answer").isEqualTo(2);
        registry.get(7, 1).await(10, SECONDS);
        registry.get(8, 2).await(10, SECONDS);
        registry.get(7).await(10, SECONDS);
        registry.get(7).await(10, SECONDS);
        assertThat(broker.getSchema.take(6).subList(2, 6))
                .extracting(GetSchemaRequest::hasVersion)
                .containsExactly(true, true, false, false);
    }

    @Test
    void remembersTheVersionThatTheLatestTurnedOutToBe() throws Exception {
        Schema latest = registry.latest("subject").await(10, SECONDS);

        assertThat(registry.get(latest.id(), latest.version()).await(10, SECONDS))
                .isEqualTo(latest);
        assertThat(broker.getSchema.waiting()).isZero();
        assertThat(latest.typeName()).isEqualTo("string");
        assertThat(latest.type()).contains(SchemaType.STRING);
        assertThat(latest.definition()).isEmpty();
        assertThat(latest.details().createdAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L));
    }

    @Test
    void resolvesReferencesToTheVersionTheyMean() throws Exception {
        assertThat(version(SchemaReference.latest("subject"))).isEqualTo(3);
        assertThat(version(SchemaReference.minimum("subject", 2))).isEqualTo(3);
        assertThat(version(SchemaReference.minimum("subject", 3))).isEqualTo(3);
        assertThat(version(SchemaReference.pinned("subject", 3))).isEqualTo(3);
        assertThat(broker.getSchema.waiting()).isZero();
        assertThat(version(SchemaReference.pinned("subject", 1))).isEqualTo(1);
    }

    @Test
    void refusesReferencesToVersionsThatDoNotExistYet() throws Exception {
        for (SchemaReference reference :
                List.of(SchemaReference.pinned("subject", 4), SchemaReference.minimum("subject", 4))) {
            DanubeException refused = Failures.of(registry.resolve(reference));
            assertThat(refused.kind()).isEqualTo(Kind.CONFIGURATION);
            assertThat(refused).hasMessageContaining("no version 4").hasMessageContaining("latest is 3");
        }
    }

    @Test
    void asksTheBrokerOfATopicAboutItsSchemaThroughAProxyToo() throws Exception {
        ScriptedBroker owner = ScriptedBroker.start(vertx);
        broker.locate(LookupType.Redirect, owner.url(), "http://inside:6650", true);

        registry.configureTopic(TOPIC, new TopicSchema("subject", ValidationPolicy.ENFORCE, true))
                .await(10, SECONDS);

        var call = owner.configureTopic.take();
        assertThat(call.headers().get("x-danube-broker-url")).isEqualTo("http://inside:6650");
        assertThat(call.request().getValidationPolicy()).isEqualTo("enforce");
        assertThat(call.request().getEnablePayloadValidation()).isTrue();
        registry.register(TEXT).await(10, SECONDS);
        assertThat(broker.register.take().headers().contains("x-danube-broker-url"))
                .isFalse();
        owner.stop();
    }

    @Test
    void takesAnAnswerThatSaysNoForAFailure() throws Exception {
        broker.configureTopic.always(Script.answer(request -> ConfigureTopicSchemaResponse.newBuilder()
                .setMessage("not today")
                .build()));

        DanubeException refused =
                Failures.of(registry.configureTopic(TOPIC, new TopicSchema("subject", ValidationPolicy.WARN, false)));
        assertThat(refused).hasMessageContaining("not today");
    }

    private int version(SchemaReference reference) throws Exception {
        return registry.resolve(reference).await(10, SECONDS).version();
    }
}
