package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is declared: its sample files load, and the full one says what the defaults say. */
class SampleTomlPropertyTest {

    private static final String[] TEXTS = {
        "plain",
        "",
        "two words",
        "quote\" and \\ and '",
        "line\nbreak\ttab",
        "control \u0001\u007f",
        "ä€\uD83D\uDE00",
        "# no comment"
    };

    @Test
    void loadsTheSampleOfAnySpecWithItsDefaults() {
        for (long seed = 0; seed < 300; seed++) {
            Generator generator = new Generator(seed);
            ConfigSpec spec = generator.spec(0);

            check(spec, ConfigReference.of(spec).fullToml(), seed);
            check(spec, ConfigReference.of(spec).minimalToml(), seed);
        }
    }

    private static void check(ConfigSpec spec, String toml, long seed) {
        BindResult result = ConfigBinder.bind(TomlReader.read("sample", toml), Map.of(), spec);

        assertThat(result.problems()).as("seed %d%n%s", seed, toml).isEmpty();
        assertThat(result.warnings()).as("seed %d%n%s", seed, toml).isEmpty();
        for (ConfigField<?> field : spec.fields()) {
            assertThat(result.values().isSet(field) || !field.isRequired())
                    .as("seed %d, required key %s%n%s", seed, field, toml)
                    .isTrue();
            if (field.defaultValue().isPresent() && !field.isRequired()) {
                assertThat(result.values().get(field))
                        .as("seed %d, key %s%n%s", seed, field, toml)
                        .isEqualTo(field.defaultValue().get());
            }
        }
    }

    /** Specs of up to eight fields of any shape, in up to three levels of tables and of arrays of tables. */
    private static final class Generator {

        private final Random random;
        private int names;

        Generator(long seed) {
            random = new Random(seed);
        }

        ConfigSpec spec(int depth) {
            List<ConfigField<?>> fields = new ArrayList<>();
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                fields.add(decorated(field(key(), depth)));
            }
            ConfigSpec spec = ConfigSpec.of(fields.toArray(new ConfigField<?>[0]));
            return random.nextInt(4) == 0 ? spec.requireTable("table" + random.nextInt(2)) : spec;
        }

        private String key() {
            String name = "key_" + names++;
            return switch (random.nextInt(4)) {
                case 0 -> "table" + random.nextInt(2) + "." + name;
                case 1 -> "table" + random.nextInt(2) + ".inner." + name;
                default -> name;
            };
        }

        private ConfigField<?> field(String key, int depth) {
            return switch (random.nextInt(depth < 2 ? 10 : 9)) {
                case 0 -> withDefault(ConfigField.string(key).allowEmpty(), TEXTS[random.nextInt(TEXTS.length)]);
                case 1 -> withDefault(ConfigField.string(key), "given");
                case 2 -> withDefault(ConfigField.integer(key, -5, 5L << 40), random.nextLong(-5, 5L << 40));
                case 3 -> withDefault(ConfigField.millis(key), Duration.ofMillis(random.nextInt(100_000)));
                case 4 -> withDefault(ConfigField.bool(key), random.nextBoolean());
                case 5 -> withDefault(ConfigField.choice(key, "one", "two"), "two");
                case 6 -> ConfigField.secret(key);
                case 7 -> withDefault(ConfigField.strings(key), List.of(TEXTS));
                case 8 ->
                    withDefault(ConfigField.stringMap(key), Map.of("odd name", TEXTS[random.nextInt(TEXTS.length)]));
                default -> ConfigField.tables(key, spec(depth + 1));
            };
        }

        private <T> ConfigField<T> withDefault(ConfigField<T> field, T value) {
            return random.nextBoolean() ? field.orDefault(value) : field;
        }

        private <T> ConfigField<T> decorated(ConfigField<T> field) {
            ConfigField<T> result = field.describe("Word ".repeat(random.nextInt(40)));
            result = random.nextInt(3) == 0 ? result.required() : result;
            return random.nextInt(3) == 0 ? result.advanced() : result;
        }
    }
}
