package com.danubemessaging.connect.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {

    private long now = 5_000_000_000L;
    private final Silence silence = new Silence(() -> now);

    private void pass(long millis) {
        now += millis * 1_000_000;
    }

    @Test
    void whereNothingIsAskedNoAnswerIsMissed() {
        pass(60_000);

        assertThat(silence.seconds()).isZero();
    }

    @Test
    void aQuestionAfterALongQuietTimeHasItsWholeTime() {
        pass(60_000);
        silence.asked();
        pass(3000);
        assertThat(silence.seconds()).isZero();

        pass(1);

        assertThat(silence.seconds()).isEqualTo(3);
    }

    @Test
    void anAnswerToAnyQuestionEndsTheSilence() {
        long first = silence.asked();
        silence.asked();
        pass(5000);
        assertThat(silence.seconds()).isEqualTo(5);

        silence.answered(first);

        assertThat(silence.seconds()).isZero();
    }

    @Test
    void whoIsSlowAndAnswersOthersMeanwhileIsNotSilent() {
        silence.asked();
        for (int i = 0; i < 20; i++) {
            long other = silence.asked();
            pass(1000);
            assertThat(silence.seconds()).isZero();
            silence.answered(other);
        }
    }

    @Test
    void whoNeedsFourSecondsForEachAnswerIsTakenForSilentOnce() {
        long first = silence.asked();
        pass(4000);
        assertThat(silence.seconds()).isEqualTo(4);
        silence.answered(first);

        for (int i = 0; i < 5; i++) {
            long next = silence.asked();
            pass(4000);
            assertThat(silence.seconds()).isZero();
            silence.answered(next);
        }
    }

    @Test
    void whatABlackHoleTaughtIsForgottenWithThePromptAnswerAfterIt() {
        long swallowed = silence.asked();
        pass(5000);
        silence.answered(swallowed);
        long prompt = silence.asked();
        pass(2);
        silence.answered(prompt);

        silence.asked();
        pass(3001);

        assertThat(silence.seconds()).isEqualTo(3);
    }

    @Test
    void anythingElseThatIsHeardEndsTheSilenceToo() {
        silence.asked();
        pass(2900);
        silence.heard();
        pass(2900);
        assertThat(silence.seconds()).isZero();

        pass(101);

        assertThat(silence.seconds()).isEqualTo(3);
    }

    @Test
    void whatIsForgottenIsNotMissed() {
        silence.asked();
        silence.asked();
        pass(9000);

        silence.forget();
        assertThat(silence.seconds()).isZero();

        silence.asked();
        pass(3001);
        assertThat(silence.seconds()).isEqualTo(3);
    }
}
