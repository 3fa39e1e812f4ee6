package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.connect.testkit.security.PemPair;
import com.danubemessaging.connect.testkit.security.TestAuthority;
import com.danubemessaging.embedded.BrokerTokens;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.BrokerTls;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Brokers with certificates and tokens, and clients of them. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
abstract class SecuredTest {

    static final String TOPIC = "/default/orders";
    static final String SECRET = "a secret for tests";

    @TempDir
    Path folder;

    Vertx vertx;
    TestAuthority authority;
    private final List<DanubeClient> clients = new ArrayList<>();
    private final List<EmbeddedDanube> brokers = new ArrayList<>();

    @BeforeEach
    void prepare(Vertx vertx) {
        this.vertx = vertx;
        this.authority = new TestAuthority(folder, "ours");
    }

    @AfterEach
    void stop() throws Exception {
        for (DanubeClient client : clients) {
            client.close().await(10, SECONDS);
        }
        for (EmbeddedDanube broker : brokers) {
            broker.close().await(10, SECONDS);
        }
    }

    EmbeddedDanube broker(EmbeddedDanubeOptions options) throws Exception {
        EmbeddedDanube broker = EmbeddedDanube.start(vertx, options).await(10, SECONDS);
        brokers.add(broker);
        return broker;
    }

    EmbeddedDanube broker(PemPair certificate) throws Exception {
        return broker(new EmbeddedDanubeOptions().setTls(tls(certificate)));
    }

    static BrokerTls tls(PemPair pair) {
        return new BrokerTls(pair.certificate(), pair.key());
    }

    /** Trusts the test's authority and looks at its files often. */
    DanubeClientOptions options(EmbeddedDanube broker) {
        return TestOptions.fast(broker.serviceUrl())
                .setHealthInterval(Duration.ofMillis(100))
                .setCredentialsCheckInterval(Duration.ofMillis(50))
                .setTls(new TlsOptions().setCaFile(authority.certificate().toString()));
    }

    DanubeClient client(DanubeClientOptions options) {
        DanubeClient client = DanubeClient.create(vertx, options);
        clients.add(client);
        return client;
    }

    static String token(Duration validity) {
        return BrokerTokens.issue(SECRET, "tester", validity);
    }
}
