package com.danubemessaging.embedded.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFilterTest {

    @ParameterizedTest
    @CsvSource({
        "payment, payment, true",
        "payment, Payment, false",
        "payment, payments, false",
        "ship*, ship, true",
        "ship*, shipping, true",
        "ship*, a-ship, false",
        "*ship, a-ship, true",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "*, '', true",
        "*, anything, true",
        "eu-?, eu-1, true",
        "eu-?, eu-, false",
        "eu-?, eu-12, false",
        "eu-?, eu-ü, false",
        "eu-??, eu-ü, true",
        "'', '', true",
        "'', x, false",
        "[a-z], a, false",
        "a**b, ab, true"
    })
    void matchesWholeKeysByteByByte(String glob, String key, boolean matches) {
        assertThat(new KeyFilter(List.of(glob)).accepts(key)).isEqualTo(matches);
    }

    @Test
    void wantsAnyKeyThatOnePatternOfItsListMatchesAndEveryKeyWithoutAList() {
        KeyFilter filter = new KeyFilter(List.of("a*", "b"));

        assertThat(filter.accepts("abc")).isTrue();
        assertThat(filter.accepts("b")).isTrue();
        assertThat(filter.accepts("c")).isFalse();
        assertThat(KeyFilter.ALL.accepts("c")).isTrue();
    }
}
