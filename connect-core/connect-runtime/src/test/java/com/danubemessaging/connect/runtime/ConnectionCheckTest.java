package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.error.ConfigurationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ConnectionCheckTest extends RuntimeFixture {

    private CheckReport check(Supplier<Connector> connector) throws Exception {
        return ConnectRuntime.create(vertx, config("writer").build())
                .check(TestConfigs.provider(connector))
                .await(20, SECONDS);
    }

    @Test
    void saysThatDanubeCannotBeReached() throws Exception {
        danube.stopListening().await(5, SECONDS);

        CheckReport report = check(() -> new CollectingSink(reading(TOPIC)));

        assertThat(report.isOk()).isFalse();
        assertThat(report.items()).extracting(CheckReport.Item::name).containsExactly("danube", "test");
        assertThat(report.items()).extracting(CheckReport.Item::ok).containsExactly(false, true);
        assertThat(report.items().get(0).detail()).contains(danube.serviceUrl().substring(7));
    }

    @Test
    void reportsWhateverAConnectorThrows() throws Exception {
        CheckReport report = check(() -> {
            throw new ConfigurationException("qos=3 is not a quality of service");
        });

        assertThat(report.items())
                .last()
                .isEqualTo(new CheckReport.Item("test", false, "qos=3 is not a quality of service"));
    }

    @Test
    void findsNothingWrongWhereBothEndsAnswer() throws Exception {
        CollectingSink sink = new CollectingSink(reading(TOPIC));

        assertThat(check(() -> sink).isOk()).isTrue();
        assertThat(sink.isShutDown).isTrue();
    }
}
