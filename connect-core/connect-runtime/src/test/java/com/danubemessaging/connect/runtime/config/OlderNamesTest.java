package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.CoreFields;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OlderNamesTest {

    private static final String OLD_FILE = Sample.FILE
            .replace("[[mqtt.routes]]", "[[mqtt.topic_mappings]]")
            .replace("from =", "mqtt_topic =")
            .replace("to =", "danube_topic =");

    @Test
    void refusesATableUnderBothNames() {
        BindResult result = Sample.bind(OLD_FILE + "[[mqtt.routes]]\nfrom = 'a'\nto = '/default/a'\n");

        assertThat(Sample.problems(result))
                .containsExactly("mqtt.topic_mappings: is an older name of mqtt.routes and both are given; "
                        + "keep one of them");
    }

    @Test
    void refusesAKeyOfARowUnderBothNames() {
        assertThat(Sample.problems(Sample.bind(Sample.FILE + "danube_topic = '/default/b'\n")))
                .containsExactly("mqtt.routes[0].danube_topic: is an older name of mqtt.routes[0].to "
                        + "and both are given; keep one of them");
    }

    @Test
    void namesAProblemByTheNameThatTheFileUses() {
        assertThat(Sample.problems(Sample.bind(OLD_FILE.replace("'/default/devices'", "''")
                        .replace("danube_topic = \"/default/devices\"", "danube_topic = 'devices'"))))
                .containsExactly("mqtt.topic_mappings[0].danube_topic: 'devices' must start with /");
    }

    @Test
    void readsAFileOfTheOlderDialectWithoutAWarning() {
        BindResult result = Sample.bind(OLD_FILE);

        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        ConfigValues route = result.values().get(Sample.ROUTES).get(0);
        assertThat(route.get(Sample.FROM)).isEqualTo("devices/#");
        assertThat(route.get(Sample.TO)).isEqualTo("/default/devices");
    }

    @Test
    void readsTheRetryKeysThatUpstreamsFilesMistakeAndSaysSo() {
        BindResult result =
                Sample.bind(Sample.FILE + "[retry]\ninitial_interval_ms = 5\nmax_interval_ms = 50\nmax_retries = 2\n");

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(CoreFields.RETRY_BACKOFF)).isEqualTo(Duration.ofMillis(5));
        assertThat(result.values().get(CoreFields.MAX_BACKOFF)).isEqualTo(Duration.ofMillis(50));
        assertThat(result.values().get(CoreFields.MAX_RETRIES)).isEqualTo(2L);
        assertThat(Sample.warnings(result))
                .containsExactly(
                        "retry.initial_interval_ms: is read as retry.retry_backoff_ms; write that name instead",
                        "retry.max_interval_ms: is read as retry.max_backoff_ms; write that name instead");
    }

    @Test
    void passesOverAMistakenNameBesideTheRightOne() {
        BindResult result = Sample.bind(Sample.FILE + "[retry]\ninitial_interval_ms = 5\nretry_backoff_ms = 7\n");

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(CoreFields.RETRY_BACKOFF)).isEqualTo(Duration.ofMillis(7));
        assertThat(Sample.warnings(result))
                .containsExactly("retry.initial_interval_ms: has no effect beside retry.retry_backoff_ms; remove it");
    }
}
