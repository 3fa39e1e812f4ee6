package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.api.error.RetryableException;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ConnectionCheckTest {

    private Vertx vertx;
    private ScriptedBroker broker;

    @BeforeEach
    void startBroker(Vertx injected) throws Exception {
        vertx = injected;
        broker = ScriptedBroker.start(vertx);
    }

    @AfterEach
    void stopBroker() throws Exception {
        broker.stop();
    }

    private void check() throws TimeoutException {
        SourceRig rig = new SourceRig(vertx, Settings.at(broker.port()));
        rig.call(() -> rig.source().checkConnection(rig.context()));
    }

    @Test
    void usesASessionOfItsOwnThatLeavesNothingBehind() throws Exception {
        check();

        ScriptedBroker.Link link = broker.nextLink();
        assertThat(link.endpoint().clientIdentifier()).isEqualTo("client-1-check");
        assertThat(link.endpoint().isCleanSession()).isTrue();
        assertThat(link.nextSubscribe()).containsExactly("a/#@1");
        link.awaitDisconnect();
        broker.assertNoFurtherLink();
    }

    @Test
    void failsWhenTheBrokerRefusesAFilterAndNamesTheRoute() {
        broker.script().refusedFilter = "a/#";

        assertThatThrownBy(this::check)
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("mqtt.routes[0] (from = \"a/#\")");
    }

    @Test
    void failsWhenTheBrokerRefusesTheClient() {
        broker.script().connack = MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;

        assertThatThrownBy(this::check)
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("client-1-check")
                .hasMessageContaining("mqtt.client_id");
    }

    @Test
    void failsWhenNobodyListens() throws Exception {
        broker.stop();

        assertThatThrownBy(this::check)
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("cannot connect to the MQTT broker localhost:" + broker.port());
        broker = ScriptedBroker.start(vertx);
    }
}
