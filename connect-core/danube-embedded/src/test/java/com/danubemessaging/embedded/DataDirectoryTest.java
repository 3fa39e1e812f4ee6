package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.embedded.model.Durability;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.Hazard;
import com.danubemessaging.embedded.model.SubscriptionStats;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Brokers that follow each other on one directory, each closed before the next. */
@ExtendWith(VertxExtension.class)
class DataDirectoryTest {

    private static final String TOPIC = "/default/topic";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Vertx vertx;

    @BeforeEach
    void remember(Vertx current) {
        vertx = current;
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void goesOnWhereTheBrokerBeforeWasClosed(Durability durability) {
        EmbeddedDanube first = start(options().setDurability(durability));
        RawClient client = new RawClient(vertx, first.port());
        await(first.setFailurePolicy(
                TOPIC, "sub", FailurePolicy.defaults().withMaxRedeliveryCount(0).withDrop()));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.sendMany(5);
        receiver.nextOffsets(5);
        await(client.ack(TOPIC, "sub", 0));
        await(first.close());

        EmbeddedDanube second = start(options().setDurability(durability));
        RawClient again = new RawClient(vertx, second.port());
        Receiver later = again.consume(TOPIC, "sub", EXCLUSIVE, "c");
        assertThat(later.nextOffsets(4)).containsExactly(1L, 2L, 3L, 4L);
        await(again.nack(TOPIC, "sub", 1, 0, "no"));
        again.reliableProducer(TOPIC).send("next");
        assertThat(later.nextOffset()).isEqualTo(5);
        assertThat(await(second.topic(TOPIC)).logEndOffset()).isEqualTo(6);
        SubscriptionStats stats = await(second.topic(TOPIC)).subscription("sub");
        assertThat(stats.dropped()).as("by the policy").isEqualTo(1);
        assertThat(stats.cursor()).isEqualTo(1);
        await(second.close());
    }

    @Test
    void refusesASecondBrokerInTheSameProcess() {
        EmbeddedDanube first = start(options());

        assertThatThrownBy(() -> start(options())).hasMessageContaining("is in use by another broker");
        await(first.close());
        await(start(options()).close());
    }

    @Test
    void letsGoOfTheDirectoryWhenItsPortIsTaken() {
        EmbeddedDanube other = start(new EmbeddedDanubeOptions());
        Vertx elsewhere = Vertx.vertx();
        assertThatThrownBy(() -> await(EmbeddedDanube.start(elsewhere, options().setPort(other.port()))))
                .hasMessageContaining("in use");

        await(start(options()).close());
        await(elsewhere.close());
        await(other.close());
    }

    @Test
    void refusesWhatDoesNotFitInWords() {
        EmbeddedDanube danube = start(options().setMemoryLimitBytes(2_000));
        RawClient client = new RawClient(vertx, danube.port());
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.send("x".repeat(1_500));
        RpcFailure refused = failure(producer.sendLater("x".repeat(1_500)));

        assertThat(refused.status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(refused.text).startsWith("storage full");
        receiver.next();
        await(client.ack(TOPIC, "sub", 0));
        producer.send("x".repeat(1_500));
        await(danube.close());
    }

    @Test
    void h2ForgetsOffsetsButNoCursorsWhenTheNextBrokerStarts() {
        EmbeddedDanube first = start(options());
        RawClient client = new RawClient(vertx, first.port());
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.sendMany(3);
        receiver.nextOffsets(3).forEach(offset -> await(client.ack(TOPIC, "sub", offset)));
        await(first.close());

        EmbeddedDanube second = start(options().setQuirks(BrokerQuirks.of(Hazard.H2)));
        SubscriptionStats stats = await(second.topic(TOPIC)).subscription("sub");
        assertThat(stats.cursor()).isEqualTo(2);
        assertThat(await(second.topic(TOPIC)).logEndOffset()).isZero();
        await(second.close());
    }

    private EmbeddedDanubeOptions options() {
        return new EmbeddedDanubeOptions().setDataDirectory(directory);
    }

    private EmbeddedDanube start(EmbeddedDanubeOptions options) {
        return await(EmbeddedDanube.start(vertx, options));
    }
}
