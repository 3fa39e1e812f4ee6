package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AckQueueTest {

    private final Backlog backlog = new Backlog(new MqttSourceConfig.Limits(100, 1_000));
    private final AckQueue queue = new AckQueue("c1", backlog);
    private final List<String> acks = new ArrayList<>();

    private Runnable ack(String name) {
        return () -> acks.add(name);
    }

    @Test
    void acknowledgesNothingBeforeItIsSettled() {
        queue.add(10, ack("a"));

        assertThat(queue.settle(0)).isZero();

        assertThat(acks).isEmpty();
        assertThat(backlog.messages()).isEqualTo(1);
    }

    @Test
    void acknowledgesEverythingUpToTheHeadInOrderOfArrival() {
        queue.add(10, ack("a"));
        long second = queue.add(20, ack("b"));
        queue.add(30, ack("c"));

        assertThat(queue.settle(second)).isEqualTo(2);

        assertThat(acks).containsExactly("a", "b");
        assertThat(backlog.messages()).isEqualTo(1);
        assertThat(backlog.bytes()).isEqualTo(30);
    }

    @Test
    void acknowledgesAnEndedConnectionsMessagesNeverButFreesTheirRoom() {
        long first = queue.add(10, ack("a"));
        queue.close();

        assertThat(queue.isDone()).isFalse();
        assertThat(queue.settle(first)).isZero();

        assertThat(acks).isEmpty();
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(queue.isDone()).isTrue();
    }

    @Test
    void letsADroppedMessageWaitForItsTurn() {
        queue.addSettled(5, ack("first of all"));
        long taken = queue.add(10, ack("taken"));
        queue.addSettled(5, ack("dropped behind"));
        assertThat(acks).containsExactly("first of all");

        queue.settle(taken);

        assertThat(acks).containsExactly("first of all", "taken", "dropped behind");
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void countsMessagesWithoutAcknowledgementInTheOrder() {
        long zero = queue.add(10, AckQueue.NO_ACK);
        long one = queue.add(10, ack("a"));

        assertThat(queue.settle(zero)).isZero();
        assertThat(queue.settle(one)).isEqualTo(1);

        assertThat(acks).containsExactly("a");
    }

    @Test
    void keepsArrivalOrderAndTheSumUnderRandomUse() {
        Random random = new Random(7);
        List<String> arrived = new ArrayList<>();
        long highest = 0;
        long settled = 0;
        for (int step = 0; step < 20_000; step++) {
            String name = "m" + step;
            int action = random.nextInt(4);
            if (action < 2) {
                highest = queue.add(1, ack(name));
                arrived.add(name);
            } else if (action == 2) {
                queue.addSettled(1, ack(name));
                arrived.add(name);
            } else {
                settled += random.nextLong(highest - settled + 1);
                queue.settle(settled);
            }

            assertThat(backlog.messages()).isEqualTo(arrived.size() - acks.size());
            assertThat(backlog.bytes()).isEqualTo(backlog.messages());
        }
        queue.settle(highest);

        assertThat(acks).isEqualTo(arrived);
    }
}
