package com.danubemessaging.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way of breaking the contract is found, by the test that is about it. */
class BrokenSinksTest {

    static Arguments[] broken() {
        return new Arguments[] {
            Arguments.of(BrokenSinks.Loses.class, "writesALargeBatchCompletelyAndEachKeyInOrder", "not find"),
            Arguments.of(BrokenSinks.LeavesATimer.class, "opensAndCloses", "periodic timer of 1000 ms is still set"),
            Arguments.of(BrokenSinks.LeavesAThread.class, "opensAndCloses", "the thread left-behind is still alive"),
            Arguments.of(BrokenSinks.Overtakes.class, "writesALargeBatchCompletelyAndEachKeyInOrder", "order is lost"),
            Arguments.of(BrokenSinks.Reverses.class, "aBadRecordDoesNotHoldBackTheOthersOfItsKey", "expected"),
            Arguments.of(
                    BrokenSinks.RefusesTooMuch.class,
                    "refusesABadRecordInEachPlaceOfABatchAndWritesTheOthers",
                    "refused, with the bad record at 0"),
            Arguments.of(
                    BrokenSinks.Throws.class,
                    "takesABatchASecondTimeAndLosesNothing",
                    "instead of returning a failed future"),
            Arguments.of(
                    BrokenSinks.GivesUpAtOnce.class,
                    "writesARecordThatFailsForAWhileInItsPlaceWhereverItStands",
                    "although it failed for a while only, at 0"),
            Arguments.of(
                    BrokenSinks.BlamesTheFirst.class,
                    "letsGoOfARecordWhoseTriesAreUsedUpAndOfNoOtherWhereverItStands",
                    "given up after 4 tries, at 1"),
            Arguments.of(
                    BrokenSinks.GivesUpInAnOutage.class,
                    "losesNothingAndKeepsTheOrderOfEachKeyThroughAnOutage",
                    "while the target was away"),
        };
    }

    @ParameterizedTest
    @MethodSource("broken")
    void findsIt(Class<?> contract, String test, String reason) {
        assertThat(ContractRun.failureOf(contract, test)).contains(reason);
    }
}
