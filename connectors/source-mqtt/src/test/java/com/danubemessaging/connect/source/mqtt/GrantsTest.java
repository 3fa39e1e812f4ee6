package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.health.HealthStatus;
import com.danubemessaging.connect.api.health.HealthStatus.State;
import com.danubemessaging.connect.source.mqtt.Subscription.Grant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsTest {

    private final Subscription a = new Subscription("a", Qos.AT_LEAST_ONCE, "mqtt.routes[0] (from = \"a\")");
    private final Subscription b = new Subscription("b", Qos.AT_MOST_ONCE, "mqtt.routes[1] (from = \"b\")");
    private final Grants grants = new Grants(List.of(a, b));

    @Test
    void isIncompleteUntilEverythingIsGranted() {
        assertThat(grants.isComplete()).isFalse();

        grants.add(List.of(new Grant(a, 1)));
        assertThat(grants.isComplete()).isFalse();

        grants.add(List.of(new Grant(b, 0)));
        assertThat(grants.isComplete()).isTrue();
        assertThat(grants.health("h:1")).isEqualTo(HealthStatus.healthy());

        grants.clear();
        assertThat(grants.isComplete()).isFalse();
    }

    @Test
    void isUnhealthyAndNamesTheRouteThatIsRefused() {
        grants.add(List.of(new Grant(a, 1), new Grant(b, 0x80)));

        assertThat(grants.refused()).containsExactly(b);
        assertThat(grants.isComplete()).isFalse();
        assertThat(grants.health("h:1").state()).isEqualTo(State.UNHEALTHY);
        assertThat(grants.health("h:1").detail()).contains("h:1", b.label()).doesNotContain(a.label());
    }

    @Test
    void isHealthyAgainWhenTheRefusedOneIsGrantedLater() {
        grants.add(List.of(new Grant(a, 1), new Grant(b, 0x80)));

        grants.add(List.of(new Grant(b, 0)));

        assertThat(grants.isComplete()).isTrue();
        assertThat(grants.health("h:1")).isEqualTo(HealthStatus.healthy());
    }

    @Test
    void isDegradedWhenTheBrokerGrantsALowerQos() {
        grants.add(List.of(new Grant(a, 0), new Grant(b, 0)));

        assertThat(grants.isComplete()).isTrue();
        assertThat(grants.health("h:1").state()).isEqualTo(State.DEGRADED);
        assertThat(grants.health("h:1").detail()).contains(a.label());
    }
}
