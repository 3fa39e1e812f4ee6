package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.health.HealthStatus.State;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.junit5.VertxExtension;
import io.vertx.mqtt.MqttServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Encryption and who is trusted. */
@ExtendWith(VertxExtension.class)
class MqttSourceTlsTest {

    private Vertx vertx;
    private ScriptedBroker broker;
    private SourceRig rig;

    @BeforeEach
    void keepVertx(Vertx injected) {
        vertx = injected;
    }

    @AfterEach
    void stop() throws Exception {
        if (rig != null) {
            rig.shutdown();
        }
        if (broker != null) {
            broker.stop();
        }
    }

    private static String pem(String name) {
        return Path.of("src/test/resources/tls", name + ".pem").toString();
    }

    private void startBroker(String certificate, ClientAuth clientAuth) throws Exception {
        MqttServerOptions options = new MqttServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(pem(certificate)).addKeyPath(pem(certificate + "-key")))
                .setTrustOptions(new PemTrustOptions().addCertPath(pem("ca")))
                .setClientAuth(clientAuth);
        broker = ScriptedBroker.start(vertx, options, 0);
    }

    private Settings settings() {
        return Settings.toPort(broker.port())
                .route("a/#", "/default/a", Qos.AT_LEAST_ONCE)
                .with(MqttFields.USE_TLS, true);
    }

    private SourceRig rig(Settings settings) {
        rig = new SourceRig(vertx, settings.build());
        return rig;
    }

    @Test
    void encryptsWithACertificateOfTheConfiguredAuthority() throws Exception {
        startBroker("server", ClientAuth.NONE);

        rig(settings().with(MqttFields.CA_CERT_PATH, pem("ca"))).startAndAwaitHealthy();

        ScriptedBroker.Link link = broker.nextLink();
        assertThat(link.endpoint().isSsl()).isTrue();
        link.publish("a/1", "x", 1);
        assertThat(rig.nextRecord().key()).isEqualTo("a/1");
    }

    @Test
    void verifiesAnAddressInTheCertificateToo() throws Exception {
        startBroker("server", ClientAuth.NONE);

        rig(settings().with(MqttFields.BROKER_HOST, "127.0.0.1").with(MqttFields.CA_CERT_PATH, pem("ca")))
                .startAndAwaitHealthy();
    }

    @Test
    void showsItsOwnCertificateWhenTheBrokerAsksForOne() throws Exception {
        startBroker("server", ClientAuth.REQUIRED);

        rig(settings()
                        .with(MqttFields.CA_CERT_PATH, pem("ca"))
                        .with(MqttFields.CLIENT_CERT_PATH, pem("client"))
                        .with(MqttFields.CLIENT_KEY_PATH, pem("client-key")))
                .startAndAwaitHealthy();

        assertThat(broker.nextLink().endpoint().sslSession().getPeerPrincipal().getName())
                .contains("source-mqtt test client");
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        startBroker("elsewhere", ClientAuth.NONE);

        rig(settings().with(MqttFields.CA_CERT_PATH, pem("ca"))).start();

        rig.context().awaitHealth(State.UNHEALTHY);
        assertThat(rig.context().awaitHealth(State.UNHEALTHY).detail()).containsIgnoringCase("localhost");
        broker.assertNoFurtherLink();
    }

    @Test
    void refusesAnAuthorityThatTheSystemDoesNotTrust() throws Exception {
        startBroker("server", ClientAuth.NONE);

        rig(settings()).start();

        rig.context().awaitHealth(State.UNHEALTHY);
        assertThat(rig.context().awaitHealth(State.UNHEALTHY).detail()).contains("certification path");
        broker.assertNoFurtherLink();
    }

    @Test
    void refusesToStartWithAFileThatIsMissingOrNoPem(@TempDir Path folder) throws Exception {
        startBroker("server", ClientAuth.NONE);
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
        Settings missing = settings().with(MqttFields.CA_CERT_PATH, "no/such/file.pem");
        Settings noPem = settings()
                .with(MqttFields.CLIENT_CERT_PATH, pem("client"))
                .with(MqttFields.CLIENT_KEY_PATH, garbage.toString());

        assertThatThrownBy(() -> new SourceRig(vertx, missing.build()).start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mqtt.ca_cert_path")
                .hasMessageContaining("no/such/file.pem");
        assertThatThrownBy(() -> new SourceRig(vertx, noPem.build()).start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mqtt.client_key_path")
                .hasMessageContaining("garbage.pem");
    }
}
