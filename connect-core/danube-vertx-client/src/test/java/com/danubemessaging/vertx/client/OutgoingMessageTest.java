package com.danubemessaging.vertx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutgoingMessageTest {

    @Test
    void eachChangeMakesANewMessageAndLeavesTheOldOneAlone() {
        OutgoingMessage plain = OutgoingMessage.of("m");

        OutgoingMessage rich = plain.withAttribute("a", "1")
                .withRoutingKey("k")
                .withPublishTime(5)
                .withSchema(7, 2);

        assertThat(plain.attributes()).isEmpty();
        assertThat(plain.routingKey()).isNull();
        assertThat(plain.schemaId()).isNull();
        assertThat(rich.attributes()).containsExactly(Map.entry("a", "1"));
        assertThat(rich.routingKey()).isEqualTo("k");
        assertThat(rich.publishTime()).isEqualTo(5);
        assertThat(rich.schemaId()).isEqualTo(7);
        assertThat(rich.schemaVersion()).isEqualTo(2);
        assertThat(rich.payload()).isSameAs(plain.payload());
    }

    @Test
    void doesNotSeeLaterChangesOfTheCallersMap() {
        Map<String, String> attributes = new HashMap<>(Map.of("a", "1"));

        OutgoingMessage message = OutgoingMessage.of("m").withAttributes(attributes);
        attributes.put("b", "2");

        assertThat(message.attributes()).containsOnlyKeys("a");
    }

    @Test
    void attributesCannotBeChanged() {
        Map<String, String> attributes =
                OutgoingMessage.of("m").withAttribute("a", "1").attributes();

        assertThatThrownBy(() -> attributes.put("b", "2")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void estimatesNoLessThanItsContents() {
        OutgoingMessage message = OutgoingMessage.of(Buffer.buffer(new byte[1000]))
                .withAttribute("name", "value")
                .withRoutingKey("key");

        assertThat(message.encodedSizeEstimate()).isBetween(1000 + 4 + 5 + 3, 1200);
    }
}
