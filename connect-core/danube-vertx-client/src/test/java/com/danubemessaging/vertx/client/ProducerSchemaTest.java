package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.SchemaReference.VersionRefCase;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import io.vertx.grpc.common.GrpcStatus;
import org.junit.jupiter.api.Test;

class ProducerSchemaTest extends ScriptedTest {

    @Test
    void isNotCreatedForASubjectThatDoesNotExist() throws Exception {
        broker.latestSchema.always(Script.status(GrpcStatus.NOT_FOUND, "not found"));

        DanubeException refused = Failures.of(client.createProducer(options(SchemaReference.latest("subject"))));

        assertThat(refused.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(broker.create.waiting()).isZero();
    }

    @Test
    void isNotCreatedForAVersionThatDoesNotExistYet() throws Exception {
        assertThat(Failures.of(client.createProducer(options(SchemaReference.pinned("subject", 4))))
                        .kind())
                .isEqualTo(Kind.CONFIGURATION);
        assertThat(Failures.of(client.createProducer(options(SchemaReference.minimum("subject", 4))))
                        .kind())
                .isEqualTo(Kind.CONFIGURATION);
    }

    @Test
    void waitsForARegistryThatIsAway() throws Exception {
        broker.latestSchema.then(
                Script.status(GrpcStatus.UNAVAILABLE, "away"), Script.status(GrpcStatus.UNAVAILABLE, "away"));

        assertThat(produce(options(SchemaReference.latest("subject"))).isReady())
                .isTrue();
    }

    @Test
    void stampsItsMessagesWithIdAndVersion() throws Exception {
        Producer producer = produce(options(SchemaReference.pinned("subject", 2)));

        producer.send(OutgoingMessage.of("x")).await(10, SECONDS);
        producer.trySend(0, OutgoingMessage.of("y").withSchema(9, 1)).await(10, SECONDS);

        StreamMessage stamped = broker.send.take().request();
        assertThat(stamped.getSchemaId()).isEqualTo(7);
        assertThat(stamped.getSchemaVersion()).isEqualTo(2);
        StreamMessage own = broker.send.take().request();
        assertThat(own.getSchemaId()).isEqualTo(9);
        assertThat(own.getSchemaVersion()).isEqualTo(1);
    }

    @Test
    void namesItsSchemaWhenItRegisters() throws Exception {
        produce(options(SchemaReference.latest("subject")));
        produce(options(SchemaReference.pinned("subject", 2)).setName("p2"));
        produce(options(SchemaReference.minimum("subject", 3)).setName("p3"));
        produce(producerOptions().setName("p4"));

        var latest = broker.create.take().request().getSchemaRef();
        assertThat(latest.getSubject()).isEqualTo("subject");
        assertThat(latest.getVersionRefCase()).isEqualTo(VersionRefCase.USE_LATEST);
        assertThat(broker.create.take().request().getSchemaRef().getPinnedVersion())
                .isEqualTo(2);
        assertThat(broker.create.take().request().getSchemaRef().getMinVersion())
                .isEqualTo(3);
        assertThat(broker.create.take().request().hasSchemaRef()).isFalse();
    }

    @Test
    void findsTheLatestVersionAnewWhenItRegistersAgain() throws Exception {
        Producer producer = produce(options(SchemaReference.latest("subject")));
        broker.latestSchema.always(Script.answer(request -> ScriptedBroker.schema(7, 4)));
        broker.send.then(Script.status(GrpcStatus.NOT_FOUND, "restarted"));

        producer.send(OutgoingMessage.of("x")).await(10, SECONDS);

        assertThat(broker.send.take(2))
                .extracting(StreamMessage::getSchemaVersion)
                .containsExactly(3, 4);
    }

    private static ProducerOptions options(SchemaReference reference) {
        return producerOptions().setSchema(reference);
    }
}
