package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/#/b      | # must be the last level",
                "a#         | # must be the last level",
                "a/#b       | # must be the last level",
                "##         | # must be the last level",
                "a+         | + must fill a whole level",
                "+a/b       | + must fill a whole level",
                "a/++/b     | + must fill a whole level",
                "$share     | $share/<group>/<filter>",
                "$share/    | $share/<group>/<filter>",
                "$share/g   | $share/<group>/<filter>",
                "$share/g/  | $share/<group>/<filter>",
                "$share//a  | $share/<group>/<filter>",
                "$share/+/a | the group of a shared subscription",
                "$share/g/a+| + must fill a whole level",
            })
    void refusesAnIllegalFilterAndNamesTheRule(String filter, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicFilter.parse(filter))
                .withMessageContaining(rule);
    }

    @Test
    void refusesEmptyTooLongAndNullCharacterFilters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicFilter.parse(""))
                .withMessageContaining("at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicFilter.parse("a\0b"))
                .withMessageContaining("U+0000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicFilter.parse("ä".repeat(32_768)))
                .withMessageContaining("65535 bytes");
        assertThat(TopicFilter.parse("ä".repeat(32_767)).text()).hasSize(32_767);
    }

    /** The examples of MQTT 3.1.1, section 4.7, and the cases around them. */
    @ParameterizedTest
    @CsvSource({
        "a/#, a, true",
        "a/#, a/, true",
        "a/#, a/b/c, true",
        "a/#, ab, false",
        "a/#, b/a, false",
        "#, a/b/c, true",
        "#, /, true",
        "+, a, true",
        "+, a/b, false",
        "+, /a, false",
        "/+, /a, true",
        "+/+, /a, true",
        "+/+, a, false",
        "+/#, a, true",
        "a/+, a/, true",
        "a/+, a, false",
        "a/+/c, a/b/c, true",
        "a/+/c, a/b/d, false",
        "a/+/c, a//c, true",
        "sport/tennis/player1/#, sport/tennis/player1, true",
        "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
        "sport/tennis/+, sport/tennis/player1/ranking, false",
        "A, a, false",
        "a, a/, false",
        "#, $SYS/uptime, false",
        "+/uptime, $SYS/uptime, false",
        "$SYS/#, $SYS/uptime, true",
        "$SYS/+, $SYS/uptime, true",
        "a/+, a/$b, true",
        "$share/g/a/#, a, true",
        "$share/g/a/#, a/b, true",
        "$share/g/a/#, $share/g/a/b, false",
        "$share/g/#, $SYS/uptime, false",
        "$shared/a, $shared/a, true",
    })
    void matchesAsTheSpecificationSays(String filter, String topic, boolean expected) {
        assertThat(TopicFilter.parse(filter).matches(topic)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "/", "//", "ü/日本", "a b"})
    void matchesItselfWhenItHasNoWildcard(String topic) {
        assertThat(TopicFilter.parse(topic).matches(topic)).isTrue();
    }

    @Test
    void agreesWithTheDefinitionByLevelsOnRandomFiltersAndTopics() {
        Random random = new Random(20260101);
        List<String> alphabet = List.of("a", "b", "", "$x", "ab");
        int matches = 0;
        for (int round = 0; round < 50_000; round++) {
            String topic = levels(random, alphabet, 1 + random.nextInt(4));
            String filter = randomFilter(random, alphabet);
            if (topic.isEmpty() || filter.isEmpty()) {
                continue;
            }

            boolean actual = TopicFilter.parse(filter).matches(topic);

            assertThat(actual).as("%s on %s", filter, topic).isEqualTo(matchesByLevels(filter, topic));
            matches += actual ? 1 : 0;
        }
        assertThat(matches).as("the generator must produce both answers").isBetween(1_000, 49_000);
    }

    private static String levels(Random random, List<String> alphabet, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> alphabet.get(random.nextInt(alphabet.size())))
                .collect(Collectors.joining("/"));
    }

    private static String randomFilter(Random random, List<String> alphabet) {
        List<String> levels = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            levels.add(random.nextInt(3) == 0 ? "+" : alphabet.get(random.nextInt(alphabet.size())));
        }
        if (random.nextInt(3) == 0) {
            levels.add("#");
        }
        return String.join("/", levels);
    }

    /** A second, slow implementation: level by level. */
    private static boolean matchesByLevels(String filter, String topic) {
        if (topic.startsWith("$") && (filter.startsWith("+") || filter.startsWith("#"))) {
            return false;
        }
        String[] wanted = Pattern.compile("/").split(filter, -1);
        String[] given = Pattern.compile("/").split(topic, -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i >= given.length || !(wanted[i].equals("+") || wanted[i].equals(given[i]))) {
                return i == given.length && i == wanted.length - 1 && wanted[i].equals("#");
            }
        }
        return wanted.length == given.length;
    }
}
