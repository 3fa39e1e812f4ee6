package com.danubemessaging.connect.api.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.ProducerConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceRecordTest {

    private static final String TOPIC = "/default/orders";

    @Test
    void aCopyWithSomethingElseLeavesTheOriginalAsItIs() {
        SourceRecord plain = SourceRecord.fromString(TOPIC, "text");

        SourceRecord full = plain.withKey("k")
                .withAttribute("a", "1")
                .withAttribute("a", "2")
                .withOffset(SourceOffset.of("file", 7))
                .withProducerConfig(ProducerConfig.reliable(TOPIC));

        assertThat(plain.key()).isNull();
        assertThat(plain.attributes()).isEmpty();
        assertThat(plain.offset()).isNull();
        assertThat(plain.producerConfig()).isNull();
        assertThat(full.topic()).isEqualTo(TOPIC);
        assertThat(full.key()).isEqualTo("k");
        assertThat(full.attributes()).isEqualTo(Map.of("a", "2"));
        assertThat(full.offset()).isEqualTo(SourceOffset.of("file", 7));
        assertThat(full.producerConfig()).isEqualTo(ProducerConfig.reliable(TOPIC));
        assertThat(full.payload()).isEqualTo(new SourcePayload.Text("text"));
    }

    @Test
    void aProducerOfAnotherTopicIsRefused() {
        SourceRecord record = SourceRecord.fromJson(TOPIC, 1);

        assertThatThrownBy(() -> record.withProducerConfig(ProducerConfig.reliable("/default/other")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(TOPIC)
                .hasMessageContaining("/default/other");
    }

    @Test
    void itsTextNamesThePlaceAndNotThePayload() {
        assertThat(SourceRecord.fromString(TOPIC, "secret").withKey("k").toString())
                .contains(TOPIC, "k")
                .doesNotContain("secret");
    }
}
