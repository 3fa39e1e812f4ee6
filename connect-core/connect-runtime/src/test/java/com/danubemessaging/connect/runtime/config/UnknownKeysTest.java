package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.CoreFields;
import org.junit.jupiter.api.Test;

class UnknownKeysTest {

    @Test
    void warnsOnceAboutEachUnknownKeyAndTableAtEveryLevelAndStarts() {
        String toml = "frobnicate = 1\n" + Sample.FILE
                + """
                zzz = 1
                form = "x"

                [mqtt.routes.rate_limit]
                request_per_second = 5

                [processing]
                batchsize = 5

                [retyr]
                max_retries = 5
                retry_backoff_ms = 5

                [[listeners]]
                port = 1
                """;

        BindResult result = Sample.bind(toml);

        assertThat(result.problems()).isEmpty();
        assertThat(Sample.warnings(result))
                .containsExactlyInAnyOrder(
                        "frobnicate: unknown key, ignored",
                        "mqtt.routes[0].zzz: unknown key, ignored",
                        "mqtt.routes[0].form: unknown key, ignored; did you mean mqtt.routes[0].from?",
                        "mqtt.routes[0].rate_limit.request_per_second: unknown key, ignored; "
                                + "did you mean mqtt.routes[0].rate_limit.requests_per_second?",
                        "processing.batchsize: unknown key, ignored; did you mean processing.batch_size?",
                        "retyr: unknown table, ignored; did you mean retry?",
                        "listeners: unknown table, ignored");
    }

    @Test
    void saysWhereMetricsPortAndLogLevelBelongAndKeepsTheirDefaults() {
        BindResult result = Sample.bind("metrics_port = 9999\nlog_level = 'debug'\n" + Sample.FILE);

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(CoreFields.METRICS_PORT)).isEqualTo(9090L);
        assertThat(result.values().get(CoreFields.LOG_LEVEL)).isEqualTo("info");
        assertThat(Sample.warnings(result))
                .containsExactly(
                        "metrics_port: has no effect here; it belongs into the table [processing], as processing.metrics_port",
                        "log_level: has no effect here; it belongs into the table [processing], as processing.log_level");
    }

    @Test
    void saysThatAKeyOfTheRootStandsBelowATable() {
        BindResult result = Sample.bind(Sample.FILE.replace("[mqtt]\n", "[mqtt]\nconnector_name = 'x'\n"));

        assertThat(Sample.warnings(result))
                .containsExactly("mqtt.connector_name: has no effect here; "
                        + "it belongs to the top of the file, before the first table");
    }

    @Test
    void saysWhereInARowAKeyBelongs() {
        BindResult outside = Sample.bind(Sample.FILE + "requests_per_second = 5\n");
        BindResult inside = Sample.bind(Sample.FILE + "rate_limit = { qos = 1 }\n");

        assertThat(Sample.warnings(outside))
                .containsExactly("mqtt.routes[0].requests_per_second: has no effect here; it belongs into the table "
                        + "[mqtt.routes.rate_limit], as mqtt.routes[0].rate_limit.requests_per_second");
        assertThat(Sample.warnings(inside))
                .containsExactly("mqtt.routes[0].rate_limit.qos: has no effect here; it belongs into the table "
                        + "[[mqtt.routes]], as mqtt.routes[0].qos");
    }

    @Test
    void namesAllHomesOfAKeyThatHasSeveral() {
        ConfigField<String> one = ConfigField.string("a.url");
        ConfigField<String> two = ConfigField.string("b.url");

        assertThat(Sample.warnings(Sample.bindOnly("url = 'x'", one, two)))
                .containsExactly("url: unknown key, ignored; did you mean a.url or b.url?");
    }

    @Test
    void takesEveryKeyOfATableOfStringsAsKnown() {
        BindResult result = Sample.bind(Sample.FILE + "[mqtt.headers]\nanything = 'x'\n\"even this\" = 'y'\n");

        assertThat(result.warnings()).isEmpty();
        assertThat(result.values().get(Sample.HEADERS)).containsKeys("anything", "even this");
    }

    @Test
    void isSilentAboutAFileOfKnownKeys() {
        assertThat(Sample.bind(Sample.FILE).warnings()).isEmpty();
    }
}
