package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.model.DispatchMode.NON_RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.EXCLUSIVE;
import static com.danubemessaging.embedded.model.SubscriptionType.FAILOVER;
import static com.danubemessaging.embedded.model.SubscriptionType.KEY_SHARED;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.StreamMessage;
import com.google.protobuf.ByteString;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class NonReliableTest extends BrokerTest {

    private RawProducer producer() {
        return client.producer(TOPIC, "producer", NON_RELIABLE);
    }

    @Test
    void deals36MessagesOverThreeConsumersTwelveEach() {
        RawProducer producer = producer();
        List<Receiver> receivers = List.of(
                client.consume(TOPIC, "sub", SHARED, "a"),
                client.consume(TOPIC, "sub", SHARED, "b"),
                client.consume(TOPIC, "sub", SHARED, "c"));
        producer.sendMany(36);

        assertThat(receivers).allSatisfy(receiver -> receiver.nextTexts(12));
        assertThat(stats("sub").delivered()).isEqualTo(36);
        assertThat(receivers)
                .allSatisfy(receiver -> assertThat(receiver.waiting()).isZero());
    }

    @Test
    void givesEachOfThreeSubscriptionsAllMessages() {
        RawProducer producer = producer();
        List<Receiver> receivers = List.of(
                client.consume(TOPIC, "one", EXCLUSIVE, "c"),
                client.consume(TOPIC, "two", EXCLUSIVE, "c"),
                client.consume(TOPIC, "three", EXCLUSIVE, "c"));
        List<String> sent = producer.sendMany(24);

        assertThat(receivers)
                .allSatisfy(receiver -> assertThat(receiver.nextTexts(24)).isEqualTo(sent));
    }

    @Test
    void keepsFourMessagesForAConsumerThatHasNotOpenedItsStreamAndDropsTheRest() {
        RawProducer producer = producer();
        long id = await(client.subscribe(TOPIC, "sub", EXCLUSIVE, "consumer"));
        producer.sendMany(6);

        Receiver receiver = client.receive(id);
        assertThat(receiver.nextTexts(4)).containsExactly("m0", "m1", "m2", "m3");
        receiver.expectNothingFor(A_WHILE);
        assertThat(stats("sub").dropped()).isEqualTo(2);
    }

    @Test
    void losesMessagesOfASlowConsumerOnly() {
        RawProducer producer = producer();
        Receiver slow = newClient().consume(TOPIC, "slow", EXCLUSIVE, "c");
        Receiver quick = client.consume(TOPIC, "quick", EXCLUSIVE, "c");
        slow.pause();
        StreamMessage large = producer.message("")
                .setPayload(ByteString.copyFrom(new byte[500_000]))
                .build();
        for (int i = 0; i < 40; i++) {
            await(client.send(large));
            quick.next();
        }

        assertThat(stats("quick").dropped()).isZero();
        assertThat(stats("slow").dropped()).isPositive();
        assertThat(stats("slow").delivered() + stats("slow").dropped()).isEqualTo(40);
    }

    @Test
    void losesMessagesWhileNobodyIsThere() {
        RawProducer producer = producer();
        client.consume(TOPIC, "sub", EXCLUSIVE, "c").close();
        Awaitility.await().until(() -> stats("sub").activeConsumers().isEmpty());
        producer.send("lost");
        Receiver receiver = client.consume(TOPIC, "sub", EXCLUSIVE, "c");
        producer.send("seen");

        assertThat(receiver.nextText()).isEqualTo("seen");
    }

    @Test
    void deliversOffsetsAsTheyWereSentAndIgnoresAcknowledgements() {
        RawProducer producer = producer();
        Receiver receiver = client.consume(TOPIC, "sub", SHARED, "c");
        producer.sendMany(2);

        assertThat(receiver.nextOffsets(2)).containsExactly(0L, 0L);
        await(client.ack(TOPIC, "sub", 0));
        await(client.nack(TOPIC, "sub", 0, 0, "ignored"));
        receiver.expectNothingFor(A_WHILE);
    }

    @Test
    void promotesAStandbyAndFollowsKeysAndFilters() {
        RawProducer producer = producer();
        Receiver active = client.consume(TOPIC, "failover", FAILOVER, "active");
        Receiver standby = client.consume(TOPIC, "failover", FAILOVER, "standby");
        Receiver orders = client.consume(TOPIC, "keyed", KEY_SHARED, "orders", "order-*");
        active.close();
        Awaitility.await().until(() -> stats("failover").activeConsumers().equals(List.of("standby")));
        producer.sendKeyed("order-1", "wanted");
        producer.sendKeyed("user-1", "not wanted");

        assertThat(standby.nextTexts(2)).containsExactly("wanted", "not wanted");
        assertThat(orders.nextText()).isEqualTo("wanted");
        orders.expectNothingFor(A_WHILE);
    }
}
