package com.danubemessaging.connect.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.SubscriptionType;
import com.danubemessaging.vertx.client.admin.BackoffStrategy;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.PoisonPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafePolicyTest {

    private static FailurePolicy found(int count, Duration timeout, PoisonPolicy poison, @Nullable String topic) {
        return new FailurePolicy(
                count, timeout, Duration.ofSeconds(3), Duration.ofSeconds(9), BackoffStrategy.FIXED, poison, topic);
    }

    @ParameterizedTest
    @EnumSource(SubscriptionType.class)
    void neverDropsWhateverTheType(SubscriptionType type) {
        FailurePolicy safe = SafePolicy.from(found(0, Duration.ofSeconds(1), PoisonPolicy.DROP, "/default/x"), type);

        assertThat(safe.poisonPolicy()).isEqualTo(PoisonPolicy.BLOCK);
        assertThat(safe.deadLetterTopic()).isNull();
        assertThat(safe.maxRedeliveryCount()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void keepsADeadLetterTopicThatSomebodyChose() {
        FailurePolicy safe = SafePolicy.from(
                found(2, Duration.ofSeconds(1), PoisonPolicy.DEAD_LETTER, "/default/dead"), SubscriptionType.EXCLUSIVE);

        assertThat(safe.poisonPolicy()).isEqualTo(PoisonPolicy.DEAD_LETTER);
        assertThat(safe.deadLetterTopic()).isEqualTo("/default/dead");
        assertThat(safe.maxRedeliveryCount()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"EXCLUSIVE,P30D", "FAILOVER,P30D", "SHARED,PT1H", "KEY_SHARED,PT1H"})
    void waitsForAnAcknowledgementAsLongAsTheOtherReadersCan(SubscriptionType type, Duration timeout) {
        assertThat(SafePolicy.from(FailurePolicy.BROKER_DEFAULT, type).ackTimeout())
                .isEqualTo(timeout);
    }

    @Test
    void keepsWhatIsLongerAndHowTheBrokerWaitsBetweenDeliveries() {
        FailurePolicy found = found(Integer.MAX_VALUE, Duration.ofDays(400), PoisonPolicy.BLOCK, null);

        assertThat(SafePolicy.from(found, SubscriptionType.SHARED)).isEqualTo(found);
    }

    @ParameterizedTest
    @EnumSource(SubscriptionType.class)
    void findsNothingToChangeInItsOwnWork(SubscriptionType type) {
        FailurePolicy safe = SafePolicy.from(found(1, Duration.ZERO, PoisonPolicy.DROP, null), type);

        assertThat(SafePolicy.from(safe, type)).isEqualTo(safe);
    }

    @Test
    void readsLikeASentence() {
        assertThat(SafePolicy.words(found(0, Duration.ofMillis(1500), PoisonPolicy.DROP, null)))
                .isEqualTo("Drop after 1 deliveries, 1.5 s for an acknowledgement");
        assertThat(SafePolicy.words(FailurePolicy.BROKER_DEFAULT))
                .isEqualTo("Block after 6 deliveries, 30 s for an acknowledgement");
        assertThat(SafePolicy.words(SafePolicy.from(FailurePolicy.BROKER_DEFAULT, SubscriptionType.EXCLUSIVE)))
                .isEqualTo("Block after 2147483648 deliveries, 30 days for an acknowledgement");
        assertThat(SafePolicy.words(SafePolicy.from(FailurePolicy.BROKER_DEFAULT, SubscriptionType.SHARED)))
                .endsWith("1 h for an acknowledgement");
    }
}
