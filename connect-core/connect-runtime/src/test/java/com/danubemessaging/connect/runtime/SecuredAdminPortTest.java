package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.config.Secret;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.vertx.client.admin.DanubeAdmin;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An admin port behind TLS that asks for a token. */
class SecuredAdminPortTest extends SecuredRuntimeFixture {

    @Override
    EmbeddedDanubeOptions brokerOptions() {
        return super.brokerOptions().setAdminPort(0);
    }

    private TestConfigs sinkWith(String adminScheme) {
        return trusting("writer")
                .with(CoreFields.TOKEN, Secret.of(token(Duration.ofHours(1))))
                .with(CoreFields.ADMIN_URL, adminScheme + "://localhost:" + danube.adminPort());
    }

    private FailurePolicy stored() throws Exception {
        DanubeAdmin admin =
                DanubeAdmin.create(vertx, clientOptions().setServiceUrl("https://localhost:" + danube.adminPort()));
        return admin.failurePolicy(TOPIC, "all").await(10, SECONDS).orElseThrow();
    }

    @Test
    void anAddressWithoutEncryptionIsExplainedAndTheSinkReadsAllTheSame() throws Exception {
        producer(TOPIC);
        CollectingSink sink = new CollectingSink(reading(TOPIC));
        RunningConnector running = deployReady(sinkWith("http"), sink);

        publish(TOPIC, "1");

        until(() -> count(running, "acknowledged") == 1);
        JsonObject detail = health(running).getJsonObject("detail");
        assertThat(detail.getString("admin_port")).contains("use an https:// address");
        assertThat(stored()).isEqualTo(FailurePolicy.BROKER_DEFAULT);
    }

    @Test
    void certificatesAndTokenOfTheOtherPortAreUsed() throws Exception {
        producer(TOPIC);
        deployReady(sinkWith("https"), new CollectingSink(reading(TOPIC)));

        assertThat(stored().maxRedeliveryCount()).isEqualTo(Integer.MAX_VALUE);
    }
}
