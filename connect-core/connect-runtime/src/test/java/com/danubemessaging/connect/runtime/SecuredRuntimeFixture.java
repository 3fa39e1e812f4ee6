package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.testkit.security.PemPair;
import com.danubemessaging.connect.testkit.security.TestAuthority;
import com.danubemessaging.embedded.BrokerTokens;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.model.BrokerTls;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.TlsOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** A broker that encrypts and asks for tokens. */
abstract class SecuredRuntimeFixture extends RuntimeFixture {

    static final String SECRET = "a secret for tests";

    /** A broker takes it for two more seconds: a minute of leeway, less 58 seconds. */
    static final Duration EXPIRES_SOON = Duration.ofSeconds(-58);

    @TempDir
    Path certificates;

    TestAuthority authority;

    @Override
    EmbeddedDanubeOptions brokerOptions() {
        authority = new TestAuthority(certificates, "ours");
        PemPair server = authority.issue();
        return new EmbeddedDanubeOptions()
                .setTls(new BrokerTls(server.certificate(), server.key()))
                .setTokenSecret(SECRET);
    }

    @Override
    DanubeClientOptions clientOptions() {
        return new DanubeClientOptions()
                .setTls(new TlsOptions().setCaFile(authority.certificate().toString()))
                .setToken(token(Duration.ofHours(1)));
    }

    /** Trusts the broker, and has no token yet. */
    TestConfigs trusting(String name) {
        return config(name).with(CoreFields.TLS_CA_FILE, authority.certificate().toString());
    }

    static String token(Duration validity) {
        return BrokerTokens.issue(SECRET, "tester", validity);
    }
}
