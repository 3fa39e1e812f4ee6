package com.danubemessaging.connect.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFieldTest {

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a[0]", "ä"})
    void refusesWhatIsNoKey(String key) {
        assertThatThrownBy(() -> ConfigField.string(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + key + "' is not a key: use letters, digits, _ and -, with dots between tables");
        assertThatThrownBy(() -> ConfigField.string("a").alias(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAVariableForATable() {
        assertThatThrownBy(() -> ConfigField.stringMap("headers").env("HEADERS"))
                .hasMessage("key headers is a table: it cannot come from HEADERS");
        assertThatThrownBy(() -> ConfigField.tables("routes", ConfigSpec.of()).envOrIgnore("ROUTES"))
                .hasMessage("key routes is a table: it cannot come from ROUTES");
    }

    @Test
    void refusesAVariableInARow() {
        ConfigSpec rows = ConfigSpec.of(ConfigField.string("from").env("FROM"));

        assertThatThrownBy(() -> ConfigField.tables("routes", rows))
                .hasMessage("key from in the rows of routes cannot come from an environment variable: "
                        + "it would not say which row is meant");
    }

    @Test
    void neverRepeatsTheValueInARefusal() {
        ConfigField<String> path = ConfigField.string("path").check("must start with /", text -> text.startsWith("/"));

        assertThatThrownBy(() -> path.convert("canary")).hasMessage("must start with /");
        assertThatThrownBy(() -> ConfigField.choice("mode", "a", "b").convert("canary"))
                .hasMessage("is none of a, b (letter case counts)");
        assertThatThrownBy(() -> ConfigField.integer("n", 1, 2).convert(3L)).hasMessage("must be between 1 and 2");
    }

    @Test
    void refusesTheEmptyStringUnlessItIsAllowed() {
        assertThatThrownBy(() -> ConfigField.string("a").convert("")).hasMessage("cannot be empty");
        assertThat(ConfigField.string("a").allowEmpty().convert("")).isEmpty();
    }

    @Test
    void keepsAConditionWhenTheEmptyStringIsAllowedAfterwards() {
        ConfigField<String> field = ConfigField.string("a")
                .check("must be short", text -> text.length() < 3)
                .allowEmpty();

        assertThat(field.convert("")).isEmpty();
        assertThatThrownBy(() -> field.convert("long")).hasMessage("must be short");
    }

    @Test
    void saysItsDefaultAsAFileWouldSayIt() {
        assertThat(ConfigField.millis("a_ms").orDefault(Duration.ofSeconds(2)).writtenDefault())
                .contains(2000L);
        assertThat(ConfigField.seconds("a_secs")
                        .orDefault(Duration.ofMinutes(2))
                        .writtenDefault())
                .contains(120L);
        assertThat(ConfigField.choice("c", Map.of("one", 1)).orDefault(1).writtenDefault())
                .contains("one");
        assertThat(ConfigField.strings("l").orDefault(List.of("a")).writtenDefault())
                .contains(List.of("a"));
        assertThat(ConfigField.tables("t", ConfigSpec.of()).orDefault(List.of()).writtenDefault())
                .contains(List.of());
        assertThat(ConfigField.string("s").writtenDefault()).isEmpty();
    }

    @Test
    void neverSaysTheDefaultOfASecret() {
        assertThat(ConfigField.secret("s").orDefault(Secret.of("canary")).writtenDefault())
                .isEmpty();
    }

    @Test
    void convertsAWordOrATableOfOneNumber() {
        Map<String, LongFunction<String>> numbered = new LinkedHashMap<>();
        numbered.put("first", number -> "first " + number);
        numbered.put("last", number -> "last " + number);
        ConfigField<String> field = ConfigField.choiceOrNumber("f", Map.of("all", "everything"), numbered, 1, 9);

        assertThat(field.convert("all")).isEqualTo("everything");
        assertThat(field.convert(Map.of("last", 9L))).isEqualTo("last 9");
        assertThatThrownBy(() -> field.convert("none"))
                .hasMessage("is none of all, {first = N}, {last = N} (letter case counts)");
        assertThatThrownBy(() -> field.convert(Map.of("last", 10L)))
                .hasMessage("must hold exactly one of first = N, last = N, with N a whole number from 1 to 9");
    }

    @Test
    void movesEveryNameUnderAPrefix() {
        ConfigField<String> field =
                ConfigField.string("url").alias("uri").lookAlike("address").under("target");

        assertThat(field.key()).isEqualTo("target.url");
        assertThat(field.oldKeys()).containsExactly("target.uri");
        assertThat(field.lookAlikes()).containsExactly("target.address");
    }

    @Test
    void changesOnlyTheCopy() {
        ConfigField<String> plain = ConfigField.string("a");
        ConfigField<String> changed = plain.required().alias("b").env("A");

        assertThat(plain.isRequired()).isFalse();
        assertThat(plain.oldKeys()).isEmpty();
        assertThat(plain.variable()).isEmpty();
        assertThat(changed.isRequired()).isTrue();
    }
}
