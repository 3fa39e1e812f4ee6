package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.error.ConfigurationException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a = `                        | line 1, column 5: the file ends too early: a value, a quote or a bracket is missing",
                "`a = hunter2`                 | line 1, column 5: found a letter where none belongs; text stands in quotes",
                "`x = 1\na = \"open\nb = 2`    | line 2, column 10: the line ends too early: a value, a quote or a bracket is missing",
                "`a = 1\na = 2\n`              | line 2, column 1: the key is given twice in its table",
                "`[t]\na = 1\n[t]\n`           | line 3, column 3: the table is given twice; put its keys together",
                "`a = [1, 2`                   | line 1, column 10: the file ends too early: a value, a quote or a bracket is missing",
                "`a = [1 2]`                   | line 1, column 8: ',' or the end of the value is missing before this",
                "`a = 1\n\n # x\n\na = 2\n\n# c\nb = 3` | line 5, column 1: the key is given twice in its table",
                "`a = {b = 1, b = 2}`          | line 1, column 18: the key is given twice in its table",
                "`a = {b = 1,}`                | line 1, column 12: a comma before '}' is not allowed",
                "`= 1`                         | line 1, column 1: found '=' where a key or a table belongs",
                "`a 1`                         | line 1, column 2: found a space where none belongs",
                "`a = \"C:\\qwe\"`             | line 1, column 8: unknown escape after '\\'; put paths and patterns into single quotes",
                "`a = 1\na.b = 2`              | line 2, column 3: the name already stands for a value of another kind",
            })
    void saysWhereBrokenTomlIsBrokenAndWhatWasUnexpected(String toml, String complaint) {
        assertThatThrownBy(() -> TomlReader.read("/etc/connector.toml", toml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("/etc/connector.toml: " + complaint);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin1 = "a = \"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> TomlReader.read("/etc/connector.toml", latin1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("/etc/connector.toml: is not UTF-8 text, which TOML must be");
    }

    @Test
    void showsNothingOfASecretThatWasWrittenWithoutQuotes() {
        assertThatThrownBy(() -> TomlReader.read("x", "password = hunter2\n"))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void keepsWholeNumbersBeyondTheReachOfADouble() {
        assertThat(TomlReader.read("x", "a = 9007199254740993\nb = 9223372036854775807\nc = -9223372036854775808"))
                .containsEntry("a", 9007199254740993L)
                .containsEntry("b", Long.MAX_VALUE)
                .containsEntry("c", Long.MIN_VALUE);
    }

    @Test
    void tellsNumbersOfNineteenDigitsFromTextThatLooksLikeThem() {
        String toml =
                """
                # a = 1111111111111111111
                a = [ 1_234_567_890_123_456_789 , -1234567890123456789, "1234567890123456789" ] # 9
                b = \"""
                x = 1234567890123456789
                "quoted" \\\""" y\"""
                c = '''
                1234567890123456789'''
                d = { e = +1234567890123456789, f = 'g = 1234567890123456789' }
                1234567890123456789 = "key"
                h = 2024-01-01T00:00:00.123456789Z
                [2234567890123456789]
                i = 1234567890123456789""";

        assertThat(TomlReader.read("x", toml))
                .isEqualTo(Map.of(
                        "a", List.of(1234567890123456789L, -1234567890123456789L, "1234567890123456789"),
                        "b", "x = 1234567890123456789\n\"quoted\" \"\"\" y",
                        "c", "1234567890123456789",
                        "d", Map.of("e", 1234567890123456789L, "f", "g = 1234567890123456789"),
                        "1234567890123456789", "key",
                        "h", "2024-01-01T00:00:00.123456789Z",
                        "2234567890123456789", Map.of("i", 1234567890123456789L)));
    }

    @Test
    void passesOverTextOfAnyLengthInSearchOfLongNumbers() {
        String text = "x\\n\\\"".repeat(100_000);

        assertThat(TomlReader.read("x", "a = \"" + text + "\"\nb = 9223372036854775807"))
                .containsEntry("b", Long.MAX_VALUE);
        assertThat(TomlReader.read("x", "a = \"\"\"" + text + "\"\"\"\nb = 9223372036854775807"))
                .containsEntry("b", Long.MAX_VALUE);
    }

    @Test
    void keepsWholeNumbersOfMoreThan64BitsSoThatTheyCanBeRefused() {
        assertThat(TomlReader.read("x", "a = 9223372036854775808"))
                .containsEntry("a", new BigInteger("9223372036854775808"));
    }

    @Test
    void readsHexadecimalOctalBinaryAndGroupedNumbers() {
        assertThat(TomlReader.read("x", "a = 0xff\nb = 0o17\nc = 0b101\nd = 1_000_000"))
                .isEqualTo(Map.of("a", 255L, "b", 15L, "c", 5L, "d", 1_000_000L));
    }

    @Test
    void turnsDatesAndTimesIntoText() {
        assertThat(TomlReader.read("x", "a = 1979-05-27T07:32:00Z\nb = 1979-05-27\nc = 07:32:00"))
                .isEqualTo(Map.of("a", "1979-05-27T07:32:00Z", "b", "1979-05-27", "c", "07:32:00"));
    }

    @Test
    void readsTablesAndArraysOfTables() {
        assertThat(TomlReader.read("x", "[a.b]\nc = true\n[[r]]\nx = 1.5\n[[r]]\n"))
                .isEqualTo(Map.of(
                        "a", Map.of("b", Map.of("c", true)),
                        "r", List.of(Map.of("x", 1.5), Map.of())));
    }

    @Test
    void skipsAByteOrderMark() {
        assertThat(TomlReader.read("x", "\uFEFFa = 1")).containsEntry("a", 1L);
    }

    @Test
    void readsAnEmptyFileAsAnEmptyTree() {
        assertThat(TomlReader.read("x", "")).isEmpty();
        assertThat(TomlReader.read("x", "# only a comment\n")).isEmpty();
    }
}
