package com.danubemessaging.vertx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.vertx.client.schema.SchemaReference;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptionsTest {

    private static DanubeClientOptions client() {
        return new DanubeClientOptions()
                .setServiceUrl("http://b:1")
                .setRequestTimeout(Duration.ofMillis(1))
                .setConnectTimeout(Duration.ofMillis(2))
                .setBackoffBase(Duration.ofMillis(3))
                .setBackoffMax(Duration.ofMillis(4))
                .setKeepAliveInterval(Duration.ofMillis(5))
                .setKeepAliveTimeout(Duration.ofMillis(6))
                .setHealthInterval(Duration.ofMillis(7))
                .setStreamWindowBytes(70_000)
                .setCredentialsCheckInterval(Duration.ofMillis(8))
                .setTls(new TlsOptions()
                        .setCaFile("ca.pem")
                        .setCertificateFile("cert.pem")
                        .setKeyFile("key.pem"))
                .setTokenFile("token");
    }

    private static ProducerOptions producer() {
        return new ProducerOptions("/n/t", "name")
                .setPartitions(3)
                .setDispatchStrategy(DispatchStrategy.NON_RELIABLE)
                .setOrdering(Ordering.NONE)
                .setMaxInFlightRecords(9)
                .setMaxInFlightBytes(10)
                .setStartTimeout(Duration.ofMillis(11))
                .setSchema(SchemaReference.pinned("subject", 2));
    }

    private static ConsumerOptions consumer() {
        return new ConsumerOptions("/n/t", "sub", "name")
                .setType(SubscriptionType.KEY_SHARED)
                .setKeyFilters(List.of("a*", "b"))
                .setWaitForTopic(false);
    }

    @Test
    void everyClientOptionSurvivesJsonAndCopying() {
        JsonObject json = client().toJson();

        assertThat(new DanubeClientOptions(json).toJson()).isEqualTo(json);
        assertThat(new DanubeClientOptions(client()).toJson()).isEqualTo(json);
        assertDiffersFromDefaults(json, new DanubeClientOptions().toJson());
    }

    @Test
    void aTokenIsReadFromJsonButNeverWrittenToIt() {
        DanubeClientOptions options = new DanubeClientOptions(new JsonObject().put("token", "a secret"));

        assertThat(options.getToken()).isEqualTo("a secret");
        assertThat(new DanubeClientOptions(options).getToken()).isEqualTo("a secret");
        assertThat(options.toJson().encode()).doesNotContain("a secret");
    }

    @Test
    void theLastOfTheThreeWaysToATokenCounts() {
        DanubeClientOptions options =
                new DanubeClientOptions().setTokenFile("file").setToken("value").setTokenSupplier(() -> null);

        assertThat(options.getTokenSupplier()).isNotNull();
        assertThat(options.getToken()).isNull();
        assertThat(options.getTokenFile()).isNull();
    }

    @Test
    void everyProducerOptionSurvivesJsonAndCopying() {
        JsonObject json = producer().toJson();

        assertThat(new ProducerOptions(json).toJson()).isEqualTo(json);
        assertThat(new ProducerOptions(producer()).toJson()).isEqualTo(json);
        assertDiffersFromDefaults(json, new ProducerOptions().toJson());
    }

    @Test
    void everyConsumerOptionSurvivesJsonAndCopying() {
        JsonObject json = consumer().toJson();

        assertThat(new ConsumerOptions(json).toJson()).isEqualTo(json);
        assertThat(new ConsumerOptions(consumer()).toJson()).isEqualTo(json);
        assertDiffersFromDefaults(json, new ConsumerOptions().toJson());
    }

    @Test
    void absentKeysKeepTheirDefaults() {
        assertThat(new DanubeClientOptions(new JsonObject()).toJson()).isEqualTo(new DanubeClientOptions().toJson());
        assertThat(new ProducerOptions(new JsonObject()).toJson()).isEqualTo(new ProducerOptions().toJson());
        assertThat(new ConsumerOptions(new JsonObject()).toJson()).isEqualTo(new ConsumerOptions().toJson());
    }

    private static void assertDiffersFromDefaults(JsonObject json, JsonObject defaults) {
        assertThat(json.fieldNames()).isEqualTo(defaults.fieldNames());
        assertThat(json).allSatisfy(entry -> assertThat(entry.getValue())
                .as(entry.getKey())
                .isNotEqualTo(defaults.getValue(entry.getKey())));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refusal("serviceUrl must not be empty", () -> new DanubeClientOptions().setServiceUrl(" ")),
                refusal("requestTimeout=PT0S", () -> new DanubeClientOptions().setRequestTimeout(Duration.ZERO)),
                refusal("streamWindowBytes=1 ", () -> new DanubeClientOptions().setStreamWindowBytes(1)),
                refusal("partitions=-1 must be between 0 and 10000", () -> new ProducerOptions().setPartitions(-1)),
                refusal("maxInFlightRecords=0 ", () -> new ProducerOptions().setMaxInFlightRecords(0)),
                refusal("startTimeout=PT-1S", () -> new ProducerOptions().setStartTimeout(Duration.ofSeconds(-1))),
                refusal("topic must not be empty", () -> new ConsumerOptions().setTopic("")),
                refusal(
                        "type=OTHER must be one of [EXCLUSIVE",
                        () -> new ConsumerOptions(new JsonObject().put("type", "OTHER"))));
    }

    private static Arguments refusal(String message, Executable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aValueOutOfRangeIsNamedWithItsBound(String message, Executable call) {
        assertThatThrownBy(call::execute)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
