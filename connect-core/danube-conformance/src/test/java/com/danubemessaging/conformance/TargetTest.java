package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.testkit.security.PemPair;
import com.danubemessaging.connect.testkit.security.TestAuthority;
import com.danubemessaging.embedded.BrokerTokens;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.RawClient;
import com.danubemessaging.embedded.model.BrokerTls;
import com.danubemessaging.proto.admin.NamespaceAdminGrpcClient;
import com.danubemessaging.proto.admin.NamespaceRequest;
import com.danubemessaging.vertx.client.ProducerOptions;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the variables that name a broker are taken to mean. */
class TargetTest {

    private static final String SECRET = "a secret for tests";
    private static final NamespaceRequest DEFAULT =
            NamespaceRequest.newBuilder().setName("default").build();

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aBrokerThatEncryptsAndAsksForATokenIsReachedByAllClients(@TempDir Path folder) throws Exception {
        TestAuthority authority = new TestAuthority(folder, "ours");
        EmbeddedDanube danube = secured(authority.issue());
        Map<String, String> environment = new HashMap<>();
        environment.put("DANUBE_SERVICE_URL", danube.serviceUrl());
        environment.put("DANUBE_ADMIN_URL", "https://localhost:" + danube.adminPort());
        environment.put("DANUBE_TLS_CA_FILE", authority.certificate().toString());
        environment.put("DANUBE_TOKEN", token());
        assertReached(environment);

        environment.put("DANUBE_TOKEN", "a former one");
        Path file = Files.writeString(folder.resolve("token"), token() + "\n");
        environment.put("DANUBE_TOKEN_FILE", file.toString());
        assertReached(environment);
    }

    private void assertReached(Map<String, String> environment) {
        Target target = Target.named(vertx, environment);
        RawClient admin = Objects.requireNonNull(target.admin());
        assertThat(failure(target.client().lookup("/default/nothing")).status).isEqualTo(GrpcStatus.NOT_FOUND);
        await(admin.call(NamespaceAdminGrpcClient.GetNamespaceTopics, DEFAULT));
        await(target.danubeClient().createProducer(new ProducerOptions("/default/topic", "p")));
        target.closeClients();
    }

    @Test
    void administratorsAreServedWhereTheirOwnAddressSays() {
        EmbeddedDanube danube = await(EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setAdminPort(0)));
        Target target = Target.named(
                vertx,
                Map.of(
                        "DANUBE_SERVICE_URL",
                        "http://host.invalid:6650",
                        "DANUBE_ADMIN_URL",
                        "http://127.0.0.1:" + danube.adminPort()));

        RawClient admin = Objects.requireNonNull(target.admin());
        await(admin.call(NamespaceAdminGrpcClient.GetNamespaceTopics, DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://broker", "https://broker/", "broker:6650", "tcp://broker:6650", "a b", ""})
    void anAddressThatIsNotWholeIsRefusedInOneSentence(String url) {
        assertThatThrownBy(() -> Target.named(vertx, Map.of("DANUBE_SERVICE_URL", url)))
                .hasMessage("DANUBE_SERVICE_URL must be http://host:port or https://host:port, and is '" + url + "'");
        assertThatThrownBy(() -> Target.named(
                        vertx, Map.of("DANUBE_SERVICE_URL", "http://broker:6650", "DANUBE_ADMIN_URL", url)))
                .hasMessage("DANUBE_ADMIN_URL must be http://host:port or https://host:port, and is '" + url + "'");
    }

    private EmbeddedDanube secured(PemPair pair) {
        return await(EmbeddedDanube.start(
                vertx,
                new EmbeddedDanubeOptions()
                        .setAdminPort(0)
                        .setTls(new BrokerTls(pair.certificate(), pair.key()))
                        .setTokenSecret(SECRET)));
    }

    private static String token() {
        return BrokerTokens.issue(SECRET, "tester", Duration.ofHours(1));
    }
}
