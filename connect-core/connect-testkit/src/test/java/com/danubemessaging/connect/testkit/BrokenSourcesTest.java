package com.danubemessaging.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way of breaking the contract is found, by the test that is about it. */
class BrokenSourcesTest {

    static Arguments[] broken() {
        return new Arguments[] {
            Arguments.of(BrokenSources.AcknowledgesTooEarly.class, "readsEverythingAgainThatWasNotConfirmed", "0 of 5"),
            Arguments.of(BrokenSources.ForgetsToAcknowledge.class, "readsNothingAgainThatWasConfirmed", "payload 0"),
            Arguments.of(
                    BrokenSources.IgnoresBackPressure.class,
                    "stopsPromptlyWhileThereIsMoreToRead",
                    "emits on although writeQueueFull()"),
            Arguments.of(
                    BrokenSources.LeavesItsContext.class,
                    "provesItsSettingsAndLeavesEverythingToBeRead",
                    "outside the context that hosts the source"),
            Arguments.of(
                    BrokenSources.GoesOnAfterTheEnd.class, "opensAndCloses", "periodic timer of 5 ms is still set"),
        };
    }

    @ParameterizedTest
    @MethodSource("broken")
    void findsIt(Class<?> contract, String test, String reason) {
        assertThat(ContractRun.failureOf(contract, test)).contains(reason);
    }
}
