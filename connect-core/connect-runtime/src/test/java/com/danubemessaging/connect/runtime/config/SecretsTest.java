package com.danubemessaging.connect.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.api.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    /** Must not turn up in anything that is printed. */
    private static final String CANARY = "canary-7f3a";

    @TempDir
    Path folder;

    @Test
    void refusesAReferenceToAVariableThatIsNotSet() {
        assertThat(Sample.problems(Sample.bind(withPassword("${env:PW}"))))
                .containsExactly("mqtt.password: environment variable PW, named by ${env:PW}, is not set");
    }

    @Test
    void refusesAReferenceToAFileThatIsNotThere() {
        Path absent = folder.resolve("absent");

        assertThat(Sample.problems(Sample.bind(withPassword("${file:" + absent + "}"))))
                .containsExactly("mqtt.password: file " + absent + ": no such file");
    }

    @Test
    void refusesAReferenceWithoutAName() {
        assertThat(Sample.problems(Sample.bind(withPassword("${env:}"))))
                .containsExactly("mqtt.password: ${env:} names nothing; write ${env:NAME} or ${file:/path}");
    }

    @Test
    void refusesAFileThatIsTooLargeToBeASecret() throws IOException {
        Path file = Files.write(folder.resolve("large"), new byte[SecretFile.MAX_BYTES + 1]);

        assertThat(Sample.problems(Sample.bind(withPassword("${file:" + file + "}"))))
                .containsExactly("mqtt.password: file " + file + ": cannot be read: larger than 64 KiB");
    }

    @Test
    void refusesAFileThatIsNotText() throws IOException {
        Path file = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0x00});

        assertThat(Sample.problems(Sample.bind(withPassword("${file:" + file + "}"))))
                .containsExactly("mqtt.password: file " + file + ": is not UTF-8 text");
    }

    @Test
    void refusesAVariableAndAFileVariableForOneSecret() throws IOException {
        Map<String, String> environment = Map.of(
                "MQTT_PASSWORD", CANARY, "MQTT_PASSWORD_FILE", secretFile("x").toString());

        assertThat(Sample.problems(Sample.bind(Sample.FILE, environment)))
                .containsExactly("mqtt.password: environment variables MQTT_PASSWORD and MQTT_PASSWORD_FILE "
                        + "are both set; keep one of them");
    }

    @Test
    void refusesAFileVariableWhoseFileIsNotThere() {
        Path absent = folder.resolve("absent");

        assertThat(Sample.problems(Sample.bind(Sample.FILE, Map.of("MQTT_PASSWORD_FILE", absent.toString()))))
                .containsExactly(
                        "mqtt.password: environment variable MQTT_PASSWORD_FILE: file " + absent + ": no such file");
    }

    @Test
    void readsTheFileThatTheFileVariableNames() throws IOException {
        Map<String, String> environment = Map.of(
                "MQTT_PASSWORD",
                "",
                "MQTT_PASSWORD_FILE",
                secretFile(CANARY + "\n").toString());

        BindResult result = Sample.bind(withPassword("from the file"), environment);

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(Sample.PASSWORD)).isEqualTo(Secret.of(CANARY));
    }

    @Test
    void stripsExactlyOneLineBreakAtTheEndOfAFile() throws IOException {
        assertThat(SecretFile.read(secretFile("a\n").toString())).isEqualTo("a");
        assertThat(SecretFile.read(secretFile("a\r\n").toString())).isEqualTo("a");
        assertThat(SecretFile.read(secretFile(" a \n\n").toString())).isEqualTo(" a \n");
        assertThat(SecretFile.read(secretFile("").toString())).isEmpty();
    }

    @Test
    void putsReferencesIntoAnyStringOfTheFile() throws IOException {
        String toml = Sample.FILE
                        .replace("broker_host = \"broker\"", "broker_host = \"${env:ZONE}.broker.${env:ZONE}\"")
                        .replace("[mqtt]\n", "[mqtt]\ntags = ['x', '${env:ZONE}']\n")
                + "[mqtt.headers]\nAuthorization = 'Bearer ${file:" + secretFile(CANARY) + "}'\n";

        BindResult result = Sample.bind(toml, Map.of("ZONE", "eu$1"));

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(Sample.HOST)).isEqualTo("eu$1.broker.eu$1");
        assertThat(result.values().get(Sample.TAGS)).containsExactly("x", "eu$1");
        assertThat(result.values().get(Sample.HEADERS)).containsExactly(Map.entry("Authorization", "Bearer " + CANARY));
    }

    @Test
    void leavesAReferenceWithTwoDollarsAndWhatItPutInAlone() {
        BindResult result =
                Sample.bind(withPassword("$${env:A} ${env:A} ${other:A} $A"), Map.of("A", "${env:B}", "B", "b"));

        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get(Sample.PASSWORD).reveal()).isEqualTo("${env:A} ${env:B} ${other:A} $A");
    }

    @Test
    void takesAnEmptySecretAsUnset() {
        assertThat(Sample.bind(withPassword("")).values().find(Sample.PASSWORD)).isEmpty();
        assertThat(Sample.bind(withPassword("${env:PW}"), Map.of("PW", ""))
                        .values()
                        .find(Sample.PASSWORD))
                .isEmpty();
    }

    @Test
    void refusesARequiredSecretThatIsEmptyOrAbsent() {
        ConfigField<Secret> token = ConfigField.secret("token").required().env("TOKEN");
        ConfigSpec spec = ConfigSpec.of(token);

        assertThat(Sample.problems(ConfigBinder.bind(Map.of("token", ""), Map.of(), spec)))
                .containsExactly("token: cannot be empty");
        assertThat(Sample.problems(ConfigBinder.bind(Map.of(), Map.of("TOKEN", ""), spec)))
                .containsExactly(
                        "token: is missing; add it to the file, or set the environment variable TOKEN or TOKEN_FILE");
    }

    @Test
    void neverShowsASecretInAProblem() throws IOException {
        ConfigField<Secret> token = ConfigField.secret("token")
                .env("TOKEN")
                .check(
                        "must have at least 32 characters",
                        secret -> secret.reveal().length() >= 32);
        ConfigField<String> url = ConfigField.string("url").check("must be local", text -> text.contains("localhost"));
        ConfigField<String> mode = ConfigField.choice("mode", "fast", "safe");
        ConfigSpec spec = ConfigSpec.of(token, url, mode);
        Map<String, String> environment = Map.of("PW", CANARY);

        BindResult fromFile = ConfigBinder.bind(
                Map.of("token", CANARY, "url", "http://x?key=${env:PW}", "mode", "${env:PW}"), environment, spec);
        BindResult fromVariable = ConfigBinder.bind(Map.of(), Map.of("TOKEN", CANARY), spec);
        BindResult fromSecretFile = ConfigBinder.bind(
                Map.of(), Map.of("TOKEN_FILE", secretFile(CANARY).toString()), spec);

        assertThat(Sample.problems(fromFile))
                .containsExactly(
                        "token: the value must have at least 32 characters",
                        "url: 'http://x?key=${env:PW}' must be local",
                        "mode: '${env:PW}' is none of fast, safe (letter case counts)");
        assertThat(Sample.problems(fromVariable))
                .containsExactly("token: environment variable TOKEN: the value must have at least 32 characters");
        assertThat(Sample.problems(fromSecretFile))
                .containsExactly("token: environment variable TOKEN_FILE: the value must have at least 32 characters");
    }

    @Test
    void neverPrintsASecret() throws IOException {
        String toml = withPassword(CANARY)
                + "mistyped_password = '" + CANARY + "'\n"
                + "[mqtt.headers]\nAuthorization = 'Bearer ${env:PW}'\n";
        BindResult plain = Sample.bind(toml, Map.of("PW", CANARY));
        BindResult overridden = Sample.bind(Sample.FILE, Map.of("MQTT_PASSWORD", CANARY));
        BindResult fromFile = Sample.bind(
                Sample.FILE, Map.of("MQTT_PASSWORD_FILE", secretFile(CANARY).toString()));

        assertThat(plain.values().get(Sample.PASSWORD).reveal()).isEqualTo(CANARY);
        assertThat(plain.values().get(Sample.HEADERS)).containsValue("Bearer " + CANARY);
        assertThat(plain.warnings()).hasSize(1);
        assertThat(overridden.values().get(Sample.PASSWORD).reveal()).isEqualTo(CANARY);
        assertThat(fromFile.values().get(Sample.PASSWORD).reveal()).isEqualTo(CANARY);
        assertThat(plain.toString()).doesNotContain(CANARY).contains("mqtt.headers=[hidden]", "mqtt.password=[hidden]");
        assertThat(overridden.toString()).doesNotContain(CANARY);
        assertThat(fromFile.toString()).doesNotContain(CANARY);
    }

    private static String withPassword(String text) {
        return Sample.FILE.replace("[mqtt]\n", "[mqtt]\npassword = '" + text + "'\n");
    }

    private Path secretFile(String content) throws IOException {
        return Files.write(Files.createTempFile(folder, "secret", ".txt"), content.getBytes(StandardCharsets.UTF_8));
    }
}
