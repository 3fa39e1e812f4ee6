package com.danubemessaging.embedded;

import static com.danubemessaging.embedded.RawClient.await;
import static com.danubemessaging.embedded.model.SubscriptionType.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedSubscriptionTest extends BrokerTest {

    @Test
    void dealsMessagesStrictlyInTurn() {
        RawProducer producer = client.reliableProducer(TOPIC);
        List<Receiver> receivers = List.of(
                client.consume(TOPIC, "sub", SHARED, "a"),
                client.consume(TOPIC, "sub", SHARED, "b"),
                client.consume(TOPIC, "sub", SHARED, "c"));
        producer.sendMany(9);

        assertThat(receivers.get(0).nextOffsets(3)).containsExactly(0L, 3L, 6L);
        assertThat(receivers.get(1).nextOffsets(3)).containsExactly(1L, 4L, 7L);
        assertThat(receivers.get(2).nextOffsets(3)).containsExactly(2L, 5L, 8L);
    }

    @Test
    void sharesOneWindowAmongAllConsumers() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver one = client.consume(TOPIC, "sub", SHARED, "a");
        Receiver two = client.consume(TOPIC, "sub", SHARED, "b");
        producer.sendMany(12);

        one.nextOffsets(5);
        two.nextOffsets(5);
        one.expectNothingFor(A_WHILE);
        two.expectNothingFor(A_WHILE);
        assertThat(stats("sub").unacked()).isEqualTo(10);
        assertThat(stats("sub").backlog()).isEqualTo(2);
    }

    @Test
    void givesADeadConsumersMessagesToTheSurvivorAndRepeatsNoneOfItsOwn() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver survivor = client.consume(TOPIC, "sub", SHARED, "survivor");
        RawClient doomedClient = newClient();
        Receiver doomed = doomedClient.consume(TOPIC, "sub", SHARED, "doomed");
        producer.sendMany(6);
        assertThat(survivor.nextOffsets(3)).containsExactly(0L, 2L, 4L);
        assertThat(doomed.nextOffsets(3)).containsExactly(1L, 3L, 5L);

        await(doomedClient.close());
        assertThat(survivor.nextOffsets(3)).containsExactly(1L, 3L, 5L);
        survivor.expectNothingFor(A_WHILE);
    }

    @Test
    void passesOverAConsumerThatHasNotOpenedItsStream() {
        RawProducer producer = client.reliableProducer(TOPIC);
        await(client.subscribe(TOPIC, "sub", SHARED, "silent"));
        Receiver reading = client.consume(TOPIC, "sub", SHARED, "reading");
        List<String> sent = producer.sendMany(30);

        List<String> received = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            StreamMessage message = reading.next();
            received.add(message.getPayload().toStringUtf8());
            await(client.ack(message, "sub"));
        }
        assertThat(received).isEqualTo(sent);
    }

    @Test
    void lets45MessagesReachEveryConsumerOnceWhileOneJoinsLate() {
        RawProducer producer = client.reliableProducer(TOPIC);
        List<Receiver> receivers = new ArrayList<>(
                List.of(client.consume(TOPIC, "sub", SHARED, "a"), client.consume(TOPIC, "sub", SHARED, "b")));
        List<Long> received = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            if (i == 15) {
                receivers.add(client.consume(TOPIC, "sub", SHARED, "late"));
            }
            producer.send("m" + i);
            received.add(takeFromAny(receivers));
        }

        assertThat(received).doesNotHaveDuplicates().hasSize(45);
    }

    @Test
    void letsAnyClientAcknowledgeForAnother() {
        RawProducer producer = client.reliableProducer(TOPIC);
        Receiver receiver = client.consume(TOPIC, "sub", SHARED, "a");
        producer.send("x");
        StreamMessage message = receiver.next();

        await(newClient().ack(message, "sub"));
        assertThat(stats("sub").cursor()).isZero();
    }

    /** Takes the one message that is under way, wherever it arrives, and acknowledges it. */
    private long takeFromAny(List<Receiver> receivers) {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (System.nanoTime() < deadline) {
            for (Receiver receiver : receivers) {
                if (receiver.waiting() > 0) {
                    StreamMessage message = receiver.next();
                    await(client.ack(message, "sub"));
                    return message.getMsgId().getTopicOffset();
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no consumer received the message within 5 s");
    }
}
