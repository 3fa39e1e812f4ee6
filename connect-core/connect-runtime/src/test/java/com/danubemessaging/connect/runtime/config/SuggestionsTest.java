package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.CoreFields;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

    private static final List<String> KEYS =
            CoreFields.SPEC.fields().stream().map(ConfigField::key).toList();

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final Random random = new Random(20_261_123L);

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "'', ab, 2",
        "kitten, sitting, 3",
        "brokr, broker, 1",
        "hots, host, 1",
        "ca, abc, 3"
    })
    void countsSlips(String from, String to, int slips) {
        assertThat(Suggestions.distance(from, to)).isEqualTo(slips);
    }

    @Test
    void isSilentAboutANameThatResemblesNothing() {
        assertThat(Suggestions.nearest("frobnicate", KEYS)).isEmpty();
        assertThat(Suggestions.nearest("", KEYS)).isEmpty();
        assertThat(Suggestions.nearest("port", List.of())).isEmpty();
    }

    @Test
    void takesLetterCaseAndSeparatorsAsEqual() {
        assertThat(Suggestions.nearest("brokerHost", List.of("broker_port", "broker_host")))
                .contains("broker_host");
        assertThat(Suggestions.nearest("BROKER-HOST", List.of("broker_port", "broker_host")))
                .contains("broker_host");
    }

    @Test
    void prefersTheFirstOfSeveralThatAreEquallyNear() {
        assertThat(Suggestions.nearest("hosx", List.of("hosa", "hosb"))).contains("hosa");
    }

    /** One slip in any key is always undone, or leads to a key that is just as near. */
    @Test
    void findsAKeyThatIsOneSlipAway() {
        for (int round = 0; round < 2_000; round++) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            String mistyped = withOneSlip(key);

            Optional<String> suggestion = Suggestions.nearest(mistyped, KEYS);

            assertThat(suggestion).as("%s, mistyped as %s", key, mistyped).isPresent();
            assertThat(distanceOfLetters(mistyped, suggestion.orElseThrow())).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void neverSuggestsAKeyThatIsFartherThanAnother() {
        for (int round = 0; round < 500; round++) {
            String text = randomText(1 + random.nextInt(12));
            List<String> known = List.of(randomText(4), randomText(8), randomText(12));

            Suggestions.nearest(text, known).ifPresent(suggestion -> assertThat(known)
                    .allSatisfy(other -> assertThat(Suggestions.distance(text, suggestion))
                            .isLessThanOrEqualTo(Suggestions.distance(text, other))));
        }
    }

    @Test
    void countsTheSameSlipsInBothDirectionsAndNeverMoreThanTheLongerText() {
        for (int round = 0; round < 2_000; round++) {
            String one = randomText(random.nextInt(10));
            String other = randomText(random.nextInt(10));
            int distance = Suggestions.distance(one, other);

            assertThat(distance).isEqualTo(Suggestions.distance(other, one));
            assertThat(distance)
                    .isBetween(Math.abs(one.length() - other.length()), Math.max(one.length(), other.length()));
            assertThat(distance == 0).isEqualTo(one.equals(other));
        }
    }

    private static int distanceOfLetters(String one, String other) {
        return Suggestions.distance(one.replaceAll("[_-]", ""), other.replaceAll("[_-]", ""));
    }

    private String withOneSlip(String key) {
        int at = random.nextInt(key.length() - 1);
        String head = key.substring(0, at);
        return switch (random.nextInt(4)) {
            case 0 -> head + key.substring(at + 1);
            case 1 -> head + randomText(1) + key.substring(at);
            case 2 -> head + randomText(1) + key.substring(at + 1);
            default -> head + key.charAt(at + 1) + key.charAt(at) + key.substring(at + 2);
        };
    }

    private String randomText(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
