package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.model.DispatchMode.NON_RELIABLE;
import static com.danubemessaging.embedded.model.SubscriptionType.KEY_SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.RawProducer;
import com.danubemessaging.embedded.Receiver;
import com.danubemessaging.proto.StreamMessage;
import com.danubemessaging.proto.admin.SubscriptionPoisonPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

class KeySharedConformanceTest extends ConformanceTest {

    private static final int MANY_KEYS = 1_000;

    /** Less than any broker keeps for a consumer of a non-reliable topic. */
    private static final int AT_ONCE = 20;

    @Case(73)
    void oneKeyStaysWithOneConsumer() {
        RawProducer producer = producer(topic, "producer", NON_RELIABLE);
        Map<String, Receiver> consumers = Map.of(
                "a", client.consume(topic, "sub", KEY_SHARED, "a"),
                "b", client.consume(topic, "sub", KEY_SHARED, "b"));
        Map<String, Set<String>> seen = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            String key = "key-" + i % 10;
            producer.sendKeyed(key, "x");
            Awaitility.await().until(() -> consumers.values().stream().anyMatch(one -> one.waiting() > 0));
            consumers.forEach((name, receiver) -> {
                if (receiver.waiting() > 0) {
                    receiver.next();
                    seen.computeIfAbsent(key, k -> new HashSet<>()).add(name);
                }
            });
        }

        assertThat(seen).hasSize(10).allSatisfy((key, owners) -> assertThat(owners)
                .hasSize(1));
    }

    @Case(value = 74, differs = "H6b")
    void oneMessagePerKeyIsOutstanding() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", KEY_SHARED, "consumer");
        producer.sendKeyed("key", "one");
        producer.sendKeyed("key", "two");
        assertThat(receiver.nextText()).isEqualTo("one");
        receiver.expectNothingFor(A_WHILE);
        await(client.ack(topic, "sub", 0));

        assertThat(receiver.nextText()).isEqualTo("two");
    }

    @Case(75)
    void differentKeysTravelTogether() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", KEY_SHARED, "consumer");
        for (int i = 0; i < 10; i++) {
            producer.sendKeyed("key-" + i, "x");
        }

        assertThat(receiver.nextOffsets(10)).hasSize(10);
    }

    @Case(75)
    void neverMoreThanAWindowTravels() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", KEY_SHARED, "consumer");
        for (int i = 0; i < 25; i++) {
            producer.sendKeyed("key-" + i, "x");
        }
        List<Long> window = receiver.nextOffsets(10);
        receiver.expectNothingFor(A_WHILE);
        await(client.ack(topic, "sub", window.get(0)));

        receiver.nextOffset();
        receiver.expectNothingFor(A_WHILE);
    }

    @Case(76)
    void aFilterWithoutWildcardsMeansOneKey() {
        RawProducer producer = reliable();
        Receiver exact = client.consume(topic, "sub", KEY_SHARED, "consumer", "ship");
        producer.sendKeyed("shipping", "not wanted");
        producer.sendKeyed("Ship", "not wanted");
        producer.sendKeyed("ship", "wanted");

        assertThat(exact.nextText()).isEqualTo("wanted");
    }

    @Case(76)
    void aStarMeansEveryKey() {
        RawProducer producer = reliable();
        Receiver all = client.consume(topic, "sub", KEY_SHARED, "consumer", "*");
        producer.sendKeyed("ship", "one");
        producer.sendKeyed("", "two");

        assertThat(all.nextTexts(2)).containsExactlyInAnyOrder("one", "two");
    }

    @Case(76)
    void whatNobodyWantsIsSkippedForGood() {
        RawProducer producer = reliable();
        Receiver filtered = client.consume(topic, "sub", KEY_SHARED, "consumer", "ship");
        // More than a window, which they must not fill.
        for (int i = 0; i < 15; i++) {
            producer.sendKeyed("bill-" + i, "not wanted");
        }
        producer.sendKeyed("ship", "wanted");
        StreamMessage wanted = filtered.next();
        assertThat(wanted.getPayload().toStringUtf8()).isEqualTo("wanted");
        await(client.ack(wanted, "sub"));
        Receiver unfiltered = client.consume(topic, "sub", KEY_SHARED, "another");
        producer.sendKeyed("bill-15", "new");

        assertThat(unfiltered.nextText()).as("the cursor has passed the others").isEqualTo("new");
    }

    @Case(76)
    void aFilterKeepsOtherKeysAway() {
        RawProducer producer = reliable();
        Receiver filtered = client.consume(topic, "sub", KEY_SHARED, "consumer", "ship*", "eu-?");
        producer.sendKeyed("bill-1", "not wanted");
        producer.sendKeyed("shipping", "one");
        producer.sendKeyed("eu-12", "not wanted");
        producer.sendKeyed("eu-1", "two");

        assertThat(filtered.nextTexts(2)).containsExactly("one", "two");
    }

    @Case(77)
    void withoutAKeyTheProducerIsTheKey() {
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", KEY_SHARED, "consumer");
        producer.send("one", "two");
        assertThat(receiver.nextText()).isEqualTo("one");
        receiver.expectNothingFor(A_WHILE);
    }

    @Case(78)
    void aThirdConsumerTakesAThirdOfTheKeys() {
        RawProducer producer = producer(topic, "producer", NON_RELIABLE);
        Map<String, Receiver> consumers = new HashMap<>();
        consumers.put("a", client.consume(topic, "sub", KEY_SHARED, "a"));
        consumers.put("b", client.consume(topic, "sub", KEY_SHARED, "b"));
        Map<String, String> before = owners(producer, consumers);
        consumers.put("c", client.consume(topic, "sub", KEY_SHARED, "c"));
        Map<String, String> after = owners(producer, consumers);

        before.entrySet().removeIf(entry -> entry.getValue().equals(after.get(entry.getKey())));
        assertThat(before).as("keys that moved").hasSizeBetween(MANY_KEYS / 6, MANY_KEYS / 2);
        assertThat(before.keySet()).as("to the new one").allSatisfy(key -> assertThat(after.get(key))
                .isEqualTo("c"));
    }

    /** Sends one message with each key, none of which may be lost, and notes who gets it. */
    private static Map<String, String> owners(RawProducer producer, Map<String, Receiver> consumers) {
        Map<String, String> owners = new HashMap<>();
        for (int sent = 0; sent < MANY_KEYS; sent += AT_ONCE) {
            int all = sent + AT_ONCE;
            for (int i = sent; i < all; i++) {
                producer.sendKeyed("key-" + i, "key-" + i);
            }
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> {
                consumers.forEach((name, receiver) -> {
                    while (receiver.waiting() > 0) {
                        owners.put(receiver.nextText(), name);
                    }
                });
                return owners.size() == all;
            });
        }
        return owners;
    }

    @Case(79)
    void poisonBlocksItsKeyAlone() {
        policy("sub", 0, SubscriptionPoisonPolicy.Block);
        RawProducer producer = reliable();
        Receiver receiver = client.consume(topic, "sub", KEY_SHARED, "consumer");
        producer.sendKeyed("bad", "poison");
        receiver.next();
        await(client.nack(topic, "sub", 0, 0, "no"));
        producer.sendKeyed("bad", "never seen");
        producer.sendKeyed("good", "next");

        assertThat(receiver.nextText()).isEqualTo("next");
        receiver.expectNothingFor(A_WHILE);
    }

    @Case(value = 80, differs = "H7")
    void aConsumerThatWasAwayComesBackUnderItsName() {
        RawProducer producer = reliable();
        client.consume(topic, "sub", KEY_SHARED, "consumer").close();
        long left = System.nanoTime();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> System.nanoTime() - left > TimeUnit.SECONDS.toNanos(5));
        Receiver back = client.consume(topic, "sub", KEY_SHARED, "consumer");
        producer.sendKeyed("key", "x");

        assertThat(back.nextText()).isEqualTo("x");
    }
}
