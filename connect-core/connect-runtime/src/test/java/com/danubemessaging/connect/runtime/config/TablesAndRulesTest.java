package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.CoreFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesAndRulesTest {

    private static final ConfigField<Long> LOW = ConfigField.integer("low", 0, 100);
    private static final ConfigField<Long> HIGH = ConfigField.integer("high", 0, 100);
    private static final ConfigSpec RANGE = ConfigSpec.of(LOW, HIGH)
            .rule(values -> values.get(LOW) <= values.get(HIGH)
                    ? List.of()
                    : List.of(
                            new ConfigProblem("low", values.get(LOW) + " must not be above high"),
                            new ConfigProblem("high", values.get(HIGH) + " must not be below low")));

    @Test
    void demandsATableThatMustBeThereEvenIfItIsEmpty() {
        ConfigField<String> type = ConfigField.string("auth.type").orDefault("none");
        ConfigSpec spec = ConfigSpec.of(type).requireTable("auth").requireTable("server.tls");

        assertThat(Sample.problems(ConfigBinder.bind(Map.of(), Map.of(), spec)))
                .containsExactly(
                        "auth: the table [auth] is missing; add it, even if it is empty",
                        "server.tls: the table [server.tls] is missing; add it, even if it is empty");
        assertThat(ConfigBinder.bind(TomlReader.read("x", "[auth]\n[server.tls]\n"), Map.of(), spec))
                .satisfies(result -> assertThat(result.problems()).isEmpty())
                .satisfies(result -> assertThat(result.warnings()).isEmpty());
    }

    @Test
    void demandsARowOfARequiredArrayOfTables() {
        String head = Sample.FILE.substring(0, Sample.FILE.indexOf("[[mqtt.routes]]"));

        assertThat(Sample.problems(Sample.bind(head)))
                .containsExactly("mqtt.routes: is missing; add at least one table [[mqtt.routes]]");
        assertThat(Sample.problems(Sample.bind(head + "routes = []\n")))
                .containsExactly("mqtt.routes: is empty; add at least one table [[mqtt.routes]]");
        assertThat(Sample.problems(Sample.bind(head + "topic_mappings = []\n")))
                .containsExactly("mqtt.topic_mappings: is empty; add at least one table [[mqtt.topic_mappings]]");
    }

    @Test
    void demandsAnElementOfARequiredArrayOfStrings() {
        ConfigField<List<String>> hosts = ConfigField.strings("hosts").required();

        assertThat(Sample.problems(Sample.bindOnly("hosts = []", hosts)))
                .containsExactly("hosts: is empty; give at least one string");
    }

    @Test
    void countsRowsWithinRows() {
        ConfigField<String> column = ConfigField.string("column").required();
        ConfigField<List<ConfigValues>> columns =
                ConfigField.tables("mappings", ConfigSpec.of(column)).required();
        ConfigField<List<ConfigValues>> routes =
                ConfigField.tables("lake.routes", ConfigSpec.of(columns)).required();
        String toml =
                """
                [[lake.routes]]
                mappings = [{ column = "a" }]
                [[lake.routes]]
                mappings = [{ column = "a" }, { column = 5 }, { colum = "c" }]
                [[lake.routes]]
                """;

        BindResult result = Sample.bindOnly(toml, routes);

        assertThat(Sample.problems(result))
                .containsExactly(
                        "lake.routes[1].mappings[1].column: found the number 5, expected a string",
                        "lake.routes[1].mappings[2].column: is missing; add it to the file",
                        "lake.routes[2].mappings: is missing; add at least one table [[lake.routes.mappings]]");
        assertThat(Sample.warnings(result))
                .containsExactly("lake.routes[1].mappings[2].colum: unknown key, ignored; "
                        + "did you mean lake.routes[1].mappings[2].column?");
    }

    @Test
    void checksAnArrayOfTablesAsAWhole() {
        ConfigField<List<ConfigValues>> rows = ConfigField.tables("rows", ConfigSpec.of(LOW))
                .check(
                        "must have different values of low",
                        all -> all.stream().map(row -> row.get(LOW)).distinct().count() == all.size());

        assertThat(Sample.problems(Sample.bindOnly("rows = [{low = 1}, {low = 1}]", rows)))
                .containsExactly("rows: the array must have different values of low");
    }

    @Test
    void runsRulesOnlyWhereEveryFieldIsValid() {
        List<String> calls = new ArrayList<>();
        ConfigSpec spec = RANGE.rule(values -> {
            calls.add("called");
            return List.of();
        });

        ConfigBinder.bind(Map.of("low", 500L, "high", 1L), Map.of(), spec);
        assertThat(calls).isEmpty();

        ConfigBinder.bind(Map.of("low", 0L, "high", 1L), Map.of(), spec);
        assertThat(calls).hasSize(1);
    }

    @Test
    void reportsARuleUnderEveryKeyThatItConcerns() {
        assertThat(Sample.problems(ConfigBinder.bind(Map.of("low", 9L, "high", 1L), Map.of(), RANGE)))
                .containsExactly("low: 9 must not be above high", "high: 1 must not be below low");
    }

    @Test
    void runsTheRulesOfARowWithThePathOfTheRow() {
        ConfigField<List<ConfigValues>> rows = ConfigField.tables("rows", RANGE);

        assertThat(Sample.problems(Sample.bindOnly("rows = [{low = 0, high = 1}, {low = 9, high = 1}]", rows)))
                .containsExactly("rows[1].low: 9 must not be above high", "rows[1].high: 1 must not be below low");
    }

    @Test
    void letsAFaultyRuleFailLoudly() {
        ConfigSpec spec = ConfigSpec.of(LOW).rule(values -> {
            throw new IllegalStateException("a fault of the connector");
        });

        assertThatThrownBy(() -> ConfigBinder.bind(Map.of(), Map.of(), spec)).hasMessage("a fault of the connector");
    }

    @Test
    void bindsVertxJsonAsWellAsToml() {
        JsonObject json = new JsonObject()
                .put("danube_service_url", "http://localhost:6650")
                .put("connector_name", "json")
                .putNull("state_dir")
                .put(
                        "mqtt",
                        new JsonObject()
                                .put("broker_host", "h")
                                .put("broker_port", 1884)
                                .put("client_id", "c")
                                .put(
                                        "routes",
                                        JsonArray.of(new JsonObject()
                                                .put("from", "a")
                                                .put("to", "/default/a"))));

        BindResult result = ConfigBinder.bind(json.getMap(), Map.of(), CoreFields.SPEC.and(Sample.SPEC));

        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(result.values().get(Sample.PORT)).isEqualTo(1884L);
        assertThat(result.values().get(Sample.ROUTES)).hasSize(1);
    }
}
