package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.TopicLookupResponse;
import org.junit.jupiter.api.Test;

class AdvertisedUrlTest extends BrokerTest {

    @Override
    void configure(EmbeddedDanubeOptions options) {
        options.setAdvertisedBrokerUrl("http://broker-1:6650").setAdvertisedConnectUrl("http://proxy:16650");
    }

    @Test
    void saysThatAProxyStandsBetweenWhenTheUrlsDiffer() {
        client.reliableProducer(TOPIC);

        TopicLookupResponse answer = await(client.lookup(TOPIC));
        assertThat(answer.getBrokerUrl()).isEqualTo("http://broker-1:6650");
        assertThat(answer.getConnectUrl()).isEqualTo("http://proxy:16650");
        assertThat(answer.getProxy()).isTrue();
    }
}
