package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictTypesTest {

    private static final ConfigField<?>[] FIELDS = {
        ConfigField.string("s"),
        ConfigField.integer("i", 1, 100),
        ConfigField.millis("ms"),
        ConfigField.bool("b"),
        ConfigField.choice("c", "one", "two"),
        ConfigField.secret("x"),
        ConfigField.strings("l"),
        ConfigField.stringMap("m"),
        ConfigField.tables("t", Sample.ROUTE),
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s = 5                | s: found the number 5, expected a string",
                "s = 2.5              | s: found the decimal number 2.5, expected a string",
                "s = true             | s: found the boolean true, expected a string",
                "s = ['a']            | s: found an array, expected a string",
                "s = {a = 1}          | s: found a table, expected a string",
                "s = [{a = 1}]        | s: found an array of tables, expected a string",
                "s = ''               | s: cannot be empty",
                "i = '5'              | i: found the string '5', expected a whole number from 1 to 100",
                "i = 5.0              | i: found the decimal number 5.0, expected a whole number from 1 to 100",
                "i = 0                | i: 0 must be between 1 and 100",
                "i = 101              | i: 101 must be between 1 and 100",
                "i = 99999999999999999999 | i: found the number 99999999999999999999, expected a whole number from 1 to 100",
                "ms = '1s'            | ms: found the string '1s', expected a whole number, 0 or more",
                "ms = -1              | ms: -1 must be between 0 and 9223372036854",
                "b = 'yes'            | b: found the string 'yes', expected true or false",
                "b = 1                | b: found the number 1, expected true or false",
                "c = 'ONE'            | c: 'ONE' is none of one, two (letter case counts)",
                "c = 1                | c: found the number 1, expected one of one, two",
                "x = 12345            | x: found a number, expected a string",
                "x = true             | x: found a boolean, expected a string",
                "l = 'a'              | l: found the string 'a', expected an array of strings",
                "l = ['a', 2]         | l[1]: found the number 2, expected a string",
                "m = 'a'              | m: found the string 'a', expected a table of strings",
                "m = {a = 'x', b = 2} | m.b: found the number 2, expected a string",
                "t = 'a'              | t: found the string 'a', expected an array of tables",
                "t = {a = 1}          | t: found a table, expected an array of tables: write [[t]]",
                "t = [1]              | t[0]: found the number 1, expected a table",
            })
    void namesWhatItFoundAndWhatItExpected(String toml, String problem) {
        assertThat(Sample.problems(Sample.bindOnly(toml, FIELDS))).containsExactly(problem);
    }

    @Test
    void acceptsAWholeNumberForAWordThatIsOne() {
        BindResult result = Sample.bind(Sample.FILE + "qos = 0\n");

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(Sample.ROUTES).get(0).get(Sample.QOS)).isZero();
    }

    @Test
    void refusesAWholeNumberThatIsNoWord() {
        assertThat(Sample.problems(Sample.bind(Sample.FILE + "qos = 2\n")))
                .containsExactly(
                        "mqtt.routes[0].qos: found the number 2, expected one of AtMostOnce, AtLeastOnce, 0, 1");
    }

    @Test
    void showsOnlyTheBeginningOfALongValueAndNoControlCharacters() {
        String toml = "c = \"" + "x".repeat(200) + "\"\n";

        assertThat(Sample.problems(Sample.bindOnly(toml, FIELDS)))
                .containsExactly("c: '" + "x".repeat(80) + "…' is none of one, two (letter case counts)");
        assertThat(Sample.problems(Sample.bindOnly("c = \"a\\nb\"", FIELDS)))
                .containsExactly("c: 'a?b' is none of one, two (letter case counts)");
    }

    @Test
    void hidesThePasswordOfAnAddress() {
        ConfigField<String> url = ConfigField.string("url").check("must be local", text -> false);

        assertThat(Sample.problems(Sample.bindOnly("url = 'http://ann:hunter2@host:80/x'", url)))
                .containsExactly("url: 'http://ann:[hidden]@host:80/x' must be local");
    }

    @Test
    void reportsATableThatIsSomethingElseOnceAndNotTheKeysInIt() {
        assertThat(Sample.problems(Sample.bind(
                        "danube_service_url = 'http://x'\nconnector_name = 'x'\nmqtt = 'tcp://broker'\nretry = 3")))
                .containsExactly(
                        "retry: found the number 3, expected a table",
                        "mqtt: found the string 'tcp://broker', expected a table");
    }

    @Test
    void saysHowAnArrayOfTablesBecomesATable() {
        assertThat(Sample.problems(Sample.bind(Sample.FILE + "[[processing]]\nbatch_size = 5\n")))
                .containsExactly(
                        "processing: found an array of tables, expected a table: write [processing], not [[processing]]");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        String toml =
                """
                danube_service_url = "localhost:6650"
                connector_name = ""

                [retry]
                max_retries = 101

                [mqtt]
                use_tls = "no"

                [[mqtt.routes]]
                from = "a"
                to = "/default/a"

                [[mqtt.routes]]
                from = ""
                to = "default/b"
                qos = "atleastonce"

                [[mqtt.routes]]
                to = 5
                """;

        List<String> problems = Sample.problems(Sample.bind(toml));

        assertThat(problems)
                .containsExactly(
                        "danube_service_url: 'localhost:6650' must be an address such as http://localhost:6650",
                        "connector_name: cannot be empty",
                        "retry.max_retries: 101 must be between 0 and 100",
                        "mqtt.broker_host: is missing; add it to the file, for example broker_host = \"localhost\", "
                                + "or set the environment variable MQTT_BROKER_HOST",
                        "mqtt.client_id: is missing; add it to the file, for example client_id = \"connector-1\"",
                        "mqtt.use_tls: found the string 'no', expected true or false",
                        "mqtt.routes[1].from: cannot be empty",
                        "mqtt.routes[1].to: 'default/b' must start with /",
                        "mqtt.routes[1].qos: 'atleastonce' is none of AtMostOnce, AtLeastOnce, 0, 1 (letter case counts)",
                        "mqtt.routes[2].from: is missing; add it to the file, for example from = \"devices/#\"",
                        "mqtt.routes[2].to: found the number 5, expected a string");
    }
}
