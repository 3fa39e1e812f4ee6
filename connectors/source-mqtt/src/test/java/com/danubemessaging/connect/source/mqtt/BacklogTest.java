package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog(new MqttSourceConfig.Limits(4, 100));

    @Test
    void refusesOneMoreThanTheBoundInMessages() {
        for (int i = 0; i < 4; i++) {
            assertThat(backlog.admits(1)).isTrue();
            backlog.add(1);
        }

        assertThat(backlog.admits(1)).isFalse();
    }

    @Test
    void refusesWhatWouldExceedTheBoundInBytes() {
        backlog.add(60);

        assertThat(backlog.admits(40)).isTrue();
        assertThat(backlog.admits(41)).isFalse();
    }

    @Test
    void letsASingleMessagePassHoweverLargeItIs() {
        assertThat(backlog.admits(1_000_000)).isTrue();

        backlog.add(1_000_000);

        assertThat(backlog.admits(0)).isFalse();
    }

    @Test
    void isHalfFreeOnlyWhenBothBoundsAre() {
        backlog.add(10);
        backlog.add(10);
        assertThat(backlog.isHalfFree()).isTrue();

        backlog.add(10);
        assertThat(backlog.isHalfFree()).as("3 of 4 messages").isFalse();

        backlog.remove(10);
        backlog.remove(10);
        backlog.add(41);
        assertThat(backlog.isHalfFree()).as("51 of 100 bytes").isFalse();
    }

    @Test
    void isHalfFreeWhenEmptyEvenWithABoundOfOne() {
        assertThat(new Backlog(new MqttSourceConfig.Limits(1, 1)).isHalfFree()).isTrue();
    }
}
