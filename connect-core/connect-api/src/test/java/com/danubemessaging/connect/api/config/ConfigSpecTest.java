package com.danubemessaging.connect.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigSpecTest {

    @Test
    void refusesANameThatIsDeclaredTwiceUnderWhateverName() {
        assertThatThrownBy(() -> ConfigSpec.of(ConfigField.string("a"), ConfigField.bool("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key a is declared twice");
        assertThatThrownBy(() -> ConfigSpec.of(
                        ConfigField.string("a").alias("old"),
                        ConfigField.string("b").lookAlike("old")))
                .hasMessage("key old is declared twice");
    }

    @Test
    void refusesAKeyThatIsAlsoATable() {
        assertThatThrownBy(() -> ConfigSpec.of(ConfigField.string("a"), ConfigField.string("a.b")))
                .hasMessage("key a is declared as a value and as a table");
        assertThatThrownBy(() -> ConfigSpec.of(ConfigField.string("a")).requireTable("a"))
                .hasMessage("key a is declared as a value and as a table");
    }

    @Test
    void refusesAConnectorsKeyThatTheCoreHas() {
        ConfigSpec connector = ConfigSpec.of(ConfigField.string("connector_name"));

        assertThatThrownBy(() -> CoreFields.SPEC.and(connector)).hasMessage("key connector_name is declared twice");
    }

    @Test
    void printsNeitherSecretsNorHiddenKeys() {
        ConfigValues values = ConfigValues.of(
                Map.of("plain", "shown", "secret", Secret.of("canary"), "header", "Bearer canary"), Set.of("header"));

        assertThat(values.toString())
                .contains("plain=shown", "secret=[hidden]", "header=[hidden]")
                .doesNotContain("canary");
    }

    @Test
    void keepsAKeyHiddenUntilItIsOverridden() {
        ConfigValues values = ConfigValues.of(Map.of("a", "canary", "b", "canary"), Set.of("a", "b"));

        assertThat(values.with(Map.of("a", "shown")).toString())
                .contains("a=shown", "b=[hidden]")
                .doesNotContain("canary");
    }

    @Test
    void refusesASchemaVersionThatMeansNothing() {
        assertThatThrownBy(() -> SchemaVersion.pinned(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SchemaVersion(SchemaVersion.Kind.LATEST, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SchemaVersion.minimum(2).version()).isEqualTo(2);
    }
}
