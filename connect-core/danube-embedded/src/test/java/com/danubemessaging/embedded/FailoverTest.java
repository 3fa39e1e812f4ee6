package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.model.SubscriptionType.FAILOVER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailoverTest extends BrokerTest {

    @Test
    void keepsStandbysIdleWhileTheFirstConsumerIsThere() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver active = client.consume(TOPIC, "sub", FAILOVER, "active");
        Receiver standby = client.consume(TOPIC, "sub", FAILOVER, "standby");
        producer.sendMany(3);

        assertThat(active.nextOffsets(3)).containsExactly(0L, 1L, 2L);
        standby.expectNothingFor(A_WHILE);
    }

    @Test
    void promotesTheNextConsumerAndHandsItWhatWasUnacknowledged() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver active = client.consume(TOPIC, "sub", FAILOVER, "active");
        Receiver standby = client.consume(TOPIC, "sub", FAILOVER, "standby");
        Receiver second = client.consume(TOPIC, "sub", FAILOVER, "second standby");
        producer.sendMany(3);
        active.nextOffsets(3);
        await(client.ack(TOPIC, "sub", 0));

        active.close();
        assertThat(standby.nextOffsets(2)).containsExactly(1L, 2L);
        producer.send("new");
        assertThat(standby.nextOffset()).isEqualTo(3);
        second.expectNothingFor(A_WHILE);
    }

    @Test
    void doesNotFallBackWhenTheFirstConsumerReturns() {
        RawProducer producer = client.reliableProducer(TOPIC);
        client.consume(TOPIC, "sub", FAILOVER, "first").close();
        Receiver second = client.consume(TOPIC, "sub", FAILOVER, "second");
        Receiver returned = client.consume(TOPIC, "sub", FAILOVER, "first");
        producer.send("x");

        assertThat(second.nextText()).isEqualTo("x");
        returned.expectNothingFor(A_WHILE);
    }

    @Test
    void keepsEverythingForWhoeverComesBackWhenAllHadLeft() {
        RawProducer producer = client.reliableProducer(TOPIC);
        client.consume(TOPIC, "sub", FAILOVER, "first").close();
        client.consume(TOPIC, "sub", FAILOVER, "second").close();
        producer.sendMany(4);

        assertThat(client.consume(TOPIC, "sub", FAILOVER, "second").nextOffsets(4))
                .containsExactly(0L, 1L, 2L, 3L);
    }
}
