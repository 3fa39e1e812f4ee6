package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.model.SubscriptionType.KEY_SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.proto.StreamMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KeySharedTest extends BrokerTest {

    @Override
    void configure(EmbeddedDanubeOptions options) {
        options.setMaxUnackedMessages(100);
    }

    @Test
    void sendsAKeyToOneConsumerAndInOrder() {
        RawProducer producer = client.reliableProducer(TOPIC);
        List<Receiver> receivers =
                List.of(client.consume(TOPIC, "sub", KEY_SHARED, "a"), client.consume(TOPIC, "sub", KEY_SHARED, "b"));
        for (int round = 0; round < 4; round++) {
            for (int key = 0; key < 10; key++) {
                producer.sendKeyed("key-" + key, Integer.toString(round));
            }
        }

        Map<String, Set<Integer>> ownersOfKey = new HashMap<>();
        Map<String, StringBuilder> orderOfKey = new HashMap<>();
        takeAndAcknowledge(receivers, 40, (consumer, message) -> {
            ownersOfKey
                    .computeIfAbsent(message.getRoutingKey(), k -> new HashSet<>())
                    .add(consumer);
            orderOfKey
                    .computeIfAbsent(message.getRoutingKey(), k -> new StringBuilder())
                    .append(message.getPayload().toStringUtf8());
        });
        assertThat(ownersOfKey.values()).allSatisfy(owners -> assertThat(owners).hasSize(1));
        assertThat(orderOfKey.values())
                .allSatisfy(order -> assertThat(order.toString()).isEqualTo("0123"));
    }

    @Test
    void keepsOneMessagePerKeyOutstanding() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", KEY_SHARED, "a");
        producer.sendKeyed("k", "first");
        producer.sendKeyed("k", "second");

        StreamMessage first = receiver.next();
        receiver.expectNothingFor(A_WHILE);
        await(client.ack(first, "sub"));
        assertThat(receiver.nextText()).isEqualTo("second");
    }

    @Test
    void deliversDifferentKeysSideBySideAndTakesAcknowledgementsInAnyOrder() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", KEY_SHARED, "a");
        for (int key = 0; key < 10; key++) {
            producer.sendKeyed("key-" + key, "x");
        }

        List<Long> offsets = receiver.nextOffsets(10);
        for (int i = 9; i >= 0; i--) {
            await(client.ack(TOPIC, "sub", offsets.get(i)));
        }
        assertThat(stats("sub").cursor()).isEqualTo(9);
    }

    @Test
    void drainsABacklogWithoutWaitingForHeartbeats() {
        RawProducer producer = client.reliableProducer(TOPIC);
        client.consume(TOPIC, "sub", KEY_SHARED, "a").close();
        for (int i = 0; i < 300; i++) {
            producer.sendKeyed("key-" + i % 7, "m" + i);
        }

        Receiver receiver = client.consume(TOPIC, "sub", KEY_SHARED, "a");
        Set<String> received = new HashSet<>();
        takeAndAcknowledge(
                List.of(receiver),
                300,
                (consumer, message) -> received.add(message.getPayload().toStringUtf8()));
        assertThat(received).hasSize(300);
    }

    @Test
    void deliversOnlyKeysThatAFilterAsksForAndSkipsTheRest() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver shipping = client.consume(TOPIC, "sub", KEY_SHARED, "s", "ship*", "eu-?");
        Receiver payments = client.consume(TOPIC, "sub", KEY_SHARED, "p", "payment");
        producer.sendKeyed("shipping", "1");
        producer.sendKeyed("payment", "2");
        producer.sendKeyed("nobody", "3");
        producer.sendKeyed("eu-1", "4");

        assertThat(shipping.nextTexts(2)).containsExactly("1", "4");
        assertThat(payments.nextText()).isEqualTo("2");
        for (long offset : new long[] {0, 1, 3}) {
            await(client.ack(TOPIC, "sub", offset));
        }
        assertThat(stats("sub").cursor()).isEqualTo(3);
        assertThat(stats("sub").dropped()).isEqualTo(1);
    }

    @Test
    void usesTheProducerNameWhereThereIsNoRoutingKey() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver named = client.consume(TOPIC, "sub", KEY_SHARED, "a", "producer");
        client.consume(TOPIC, "sub", KEY_SHARED, "b", "x*");
        producer.send("x");

        assertThat(named.nextText()).isEqualTo("x");
    }

    @Test
    void movesKeysOfAConsumerThatStaysAwayAndReturnsThemUnderTheSameName() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver stays = client.consume(TOPIC, "sub", KEY_SHARED, "stays");
        Receiver leaves = client.consume(TOPIC, "sub", KEY_SHARED, "leaves");
        for (int key = 0; key < 20; key++) {
            producer.sendKeyed("key-" + key, "x");
        }
        Awaitility.await().until(() -> stays.waiting() + leaves.waiting() == 20);
        int share = leaves.waiting();
        assertThat(share).isBetween(1, 19);

        leaves.close();
        for (int i = 0; i < 20; i++) {
            await(client.ack(stays.next(), "sub"));
        }
        Receiver back = client.consume(TOPIC, "sub", KEY_SHARED, "leaves");
        for (int key = 0; key < 20; key++) {
            producer.sendKeyed("key-" + key, "y");
        }
        Awaitility.await().until(() -> stays.waiting() + back.waiting() == 20);
        assertThat(back.waiting()).isEqualTo(share);
    }

    @Test
    void blocksOnlyTheKeyOfAPoisonMessage() {
        await(danube.setFailurePolicy(TOPIC, "sub", FailurePolicy.defaults().withMaxRedeliveryCount(0)));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", KEY_SHARED, "a");
        producer.sendKeyed("bad", "poison");
        await(client.nack(TOPIC, "sub", receiver.nextOffset(), 0, "no"));
        producer.sendKeyed("bad", "behind");
        producer.sendKeyed("good", "free");

        assertThat(receiver.nextText()).isEqualTo("free");
        receiver.expectNothingFor(A_WHILE);
        assertThat(stats("sub").blocked()).isTrue();
    }

    @Test
    void freesAKeyWhosePoisonMessageIsDroppedAndKeepsWhatIsBehindIt() {
        await(danube.setFailurePolicy(
                TOPIC, "sub", FailurePolicy.defaults().withMaxRedeliveryCount(0).withDrop()));
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", KEY_SHARED, "a");
        producer.sendKeyed("k", "poison");
        producer.sendKeyed("k", "behind");
        await(client.nack(TOPIC, "sub", receiver.nextOffset(), 0, "no"));

        StreamMessage behind = receiver.next();
        assertThat(behind.getPayload().toStringUtf8()).isEqualTo("behind");
        await(client.ack(behind, "sub"));
        assertThat(stats("sub").cursor()).isEqualTo(1);
    }

    private interface Taken {
        void by(int consumer, StreamMessage message);
    }

    /** Takes messages wherever they arrive, acknowledging each, until so many have come. */
    private void takeAndAcknowledge(List<Receiver> receivers, int count, Taken taken) {
        int[] left = {count};
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(10))
                .until(() -> {
                    for (int i = 0; i < receivers.size(); i++) {
                        while (receivers.get(i).waiting() > 0) {
                            StreamMessage message = receivers.get(i).next();
                            taken.by(i, message);
                            await(client.ack(message, "sub"));
                            left[0]--;
                        }
                    }
                    return left[0] <= 0;
                });
        assertThat(left[0]).as("messages missing").isZero();
    }
}
