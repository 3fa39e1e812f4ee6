package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.RawClient.failure;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.AuthRequest;
import com.danubemessaging.proto.AuthServiceGrpcClient;
import com.danubemessaging.proto.HealthCheckRequest.ClientType;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest extends BrokerTest {

    private static final String SECRET = "a secret for tests";
    private static final Duration VALIDITY = Duration.ofMinutes(5);

    @Override
    void configure(EmbeddedDanubeOptions options) {
        options.setTokenSecret(SECRET);
    }

    @Test
    void refusesACallWithoutAToken() {
        RpcFailure refused = failure(client.lookup(TOPIC));

        assertThat(refused.status).isEqualTo(GrpcStatus.UNAUTHENTICATED);
        assertThat(refused.text).isEqualTo("Authentication credentials are missing");
    }

    @Test
    void refusesATokenThatAnotherSecretSigned() {
        client.withToken(BrokerTokens.issue("another secret", "tester", VALIDITY));

        assertThat(failure(client.lookup(TOPIC)).status).isEqualTo(GrpcStatus.UNAUTHENTICATED);
        assertThat(failure(client.openStream(1)).status).isEqualTo(GrpcStatus.UNAUTHENTICATED);
        assertThat(failure(client.health(ClientType.Producer, 1)).status).isEqualTo(GrpcStatus.UNAUTHENTICATED);
    }

    @Test
    void givesNoTokenForAnApiKey() {
        AuthRequest login = AuthRequest.newBuilder().setApiKey("any").build();
        assertThat(failure(client.call(AuthServiceGrpcClient.Authenticate, login)).status)
                .isEqualTo(GrpcStatus.UNAUTHENTICATED);
        client.withToken(BrokerTokens.issue(SECRET, "tester", VALIDITY));

        assertThat(failure(client.call(AuthServiceGrpcClient.Authenticate, login)).status)
                .isEqualTo(GrpcStatus.UNIMPLEMENTED);
    }

    @Test
    void refusesATokenOnceItHasExpiredForAMinute() {
        client.withToken(BrokerTokens.issue(SECRET, "tester", Duration.ofSeconds(-62)));

        assertThat(failure(client.lookup(TOPIC)).text).isEqualTo("Invalid token");
    }

    @Test
    void servesWhoShowsAValidToken() {
        client.withToken(BrokerTokens.issue(SECRET, "tester", VALIDITY));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");

        producer.send("known");

        assertThat(receiver.nextText()).isEqualTo("known");
    }

    @Test
    void letsAStreamRunOnThatWasOpenedWithAValidToken() {
        client.withToken(BrokerTokens.issue(SECRET, "tester", VALIDITY));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "consumer");
        client.withToken("no token any more");

        assertThat(failure(client.ack(TOPIC, "sub", 0)).status).isEqualTo(GrpcStatus.UNAUTHENTICATED);
        client.withToken(BrokerTokens.issue(SECRET, "tester", VALIDITY));
        producer.send("still read");
        assertThat(receiver.nextText()).isEqualTo("still read");
    }

    @Test
    void tellsWhoShowsATokenThatItHasNoSecretToCheckIt(@TempDir Path folder) throws Exception {
        TestCertificates certificates = new TestCertificates(folder);
        EmbeddedDanube bare =
                await(EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setTls(certificates.issue("server"))));
        RawClient remote = new RawClient(vertx, bare.port(), options -> options.setSsl(true)
                .setUseAlpn(true)
                .setTrustAll(true)
                .setVerifyHost(false));

        assertThat(failure(remote.withToken("any").lookup(TOPIC)).status).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
        assertThat(failure(remote.withToken(null).lookup(TOPIC)).status).isEqualTo(GrpcStatus.NOT_FOUND);
    }
}
