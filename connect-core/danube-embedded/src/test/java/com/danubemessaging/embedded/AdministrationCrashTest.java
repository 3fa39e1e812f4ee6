package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.GetTopicSchemaConfigResponse;
import com.danubemessaging.proto.admin.SubscriptionBackoffStrategy;
import com.danubemessaging.proto.admin.SubscriptionFailurePolicy;
import com.danubemessaging.proto.admin.SubscriptionPoisonPolicy;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators said before a broker process was killed by SIGKILL holds in the next one. */
@ExtendWith(VertxExtension.class)
class AdministrationCrashTest {

    private static final String TOPIC = "/orders/new";

    private static final SubscriptionFailurePolicy DROP_AT_ONCE = SubscriptionFailurePolicy.newBuilder()
            .setAckTimeoutMs(7_000)
            .setBaseRedeliveryDelayMs(10)
            .setMaxRedeliveryDelayMs(20)
            .setBackoffStrategy(SubscriptionBackoffStrategy.Fixed)
            .setPoisonPolicy(SubscriptionPoisonPolicy.Drop)
            .build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sync", "async"})
    void namespacesPoliciesWindowsAndSchemasOfTopicsAreThereAgain(String durability, Vertx vertx) throws Exception {
        BrokerProcess first = start(durability);
        try {
            administer(first, vertx);
            if (durability.equals("async")) {
                long answered = System.nanoTime();
                Awaitility.await()
                        .until(() -> System.nanoTime() - answered
                                > Duration.ofSeconds(2).toNanos());
            }
        } finally {
            first.kill();
        }

        BrokerProcess second = start(durability);
        try {
            assertRemembered(second.admin(vertx), second.client(vertx));
            assertInForce(second.client(vertx));
        } finally {
            second.kill();
        }
    }

    private static void administer(BrokerProcess broker, Vertx vertx) {
        RawAdmin admin = broker.admin(vertx);
        RawSchemas schemas = new RawSchemas(broker.client(vertx));
        await(admin.createNamespace("orders"));
        await(admin.createNamespace("former"));
        await(admin.deleteNamespace("former"));
        await(admin.createTopic(TOPIC));
        await(admin.setPolicy(TOPIC, "sub", DROP_AT_ONCE));
        await(admin.setWindow(TOPIC, "sub", 2));
        await(schemas.register("subject", "string", ""));
        await(schemas.configure(TOPIC, "subject", "warn", false));
        await(schemas.policy(TOPIC, "enforce", true));
        await(schemas.mode("subject", "full"));
    }

    private static void assertRemembered(RawAdmin admin, RawClient client) {
        RawSchemas schemas = new RawSchemas(client);
        assertThat(await(admin.topicsOf("orders"))).containsExactly(TOPIC);
        assertThat(failure(admin.topicsOf("former")).status).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(await(admin.policy(TOPIC, "sub"))).isEqualTo(DROP_AT_ONCE);
        assertThat(await(admin.window(TOPIC, "sub"))).isEqualTo(2);
        assertThat(await(schemas.topicConfig(TOPIC)))
                .isEqualTo(GetTopicSchemaConfigResponse.newBuilder()
                        .setSchemaSubject("subject")
                        .setValidationPolicy("enforce")
                        .setEnablePayloadValidation(true)
                        .build());
        assertThat(await(schemas.latest("subject")).getCompatibilityMode()).isEqualTo("full");
    }

    /** Not only told, but done. */
    private static void assertInForce(RawClient client) {
        long schema = await(new RawSchemas(client).latest("subject")).getSchemaId();
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        assertThat(failure(producer.sendLater("without a schema")).status).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        for (int i = 0; i < 4; i++) {
            await(client.send(producer.message("m" + i)
                    .setSchemaId(schema)
                    .setSchemaVersion(1)
                    .build()));
        }

        assertThat(receiver.nextOffsets(2)).containsExactly(0L, 1L);
        receiver.expectNothingFor(Duration.ofMillis(300));
        await(client.nack(TOPIC, "sub", 0, 0, "no"));
        assertThat(receiver.nextOffset()).as("the refused one was dropped").isEqualTo(2);
    }

    private BrokerProcess start(String durability) throws Exception {
        return BrokerProcess.start("--port", "0", "--data", directory.toString(), "--durability", durability);
    }
}
