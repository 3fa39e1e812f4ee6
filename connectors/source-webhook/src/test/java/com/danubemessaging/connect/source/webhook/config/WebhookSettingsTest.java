package com.danubemessaging.connect.source.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.ProducerConfig.Ordering;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.runtime.config.ConfigLoader;
import com.danubemessaging.connect.runtime.config.LoadedConfig;
import com.danubemessaging.connect.source.webhook.auth.AuthSettings;
import com.danubemessaging.connect.source.webhook.auth.HashAlgorithm;
import com.danubemessaging.connect.source.webhook.auth.SignatureScheme;
import com.danubemessaging.connect.source.webhook.limit.RateRule;
import com.danubemessaging.connect.source.webhook.limit.TrustedProxies;
import com.danubemessaging.connect.source.webhook.route.Route;
import com.danubemessaging.connect.source.webhook.route.Split;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSettingsTest {

    private static final String CORE =
            """
            danube_service_url = "http://localhost:6650"
            connector_name = "c"
            """;
    private static final String OPEN = """
            [auth]
            type = "none"
            """;
    private static final String ROUTE =
            """
            [[routes]]
            from = "/a"
            to = "/d/x"
            """;

    @TempDir
    private Path folder;

    private LoadedConfig load(String toml, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(folder.resolve("connector.toml"), CORE + toml);
        return ConfigLoader.load(Optional.of(file), environment, WebhookFields.SPEC);
    }

    private WebhookSettings settings(String toml) throws Exception {
        return WebhookSettings.from(load(toml, Map.of()).config());
    }

    private AuthSettings auth(String lines) throws Exception {
        return settings("[auth]\n" + lines + "\n" + ROUTE).auth();
    }

    private Optional<RateRule> limit(String lines) throws Exception {
        return settings("[rate_limit]\n" + lines + "\n" + OPEN + ROUTE)
                .routes()
                .all()
                .get(0)
                .limit();
    }

    @Test
    void hasTheRustConnectorsDefaults() throws Exception {
        WebhookSettings settings = settings(OPEN + ROUTE);

        assertThat(settings.connectorName()).isEqualTo("c");
        assertThat(settings.server())
                .isEqualTo(new WebhookSettings.Server(
                        "0.0.0.0", 8080, Optional.empty(), Duration.ofSeconds(30), 1_048_576, 2000, 8L << 20, 10_000));
        assertThat(settings.auth()).isEqualTo(new AuthSettings.Open());
        assertThat(settings.proxies()).isSameAs(TrustedProxies.EVERYBODY);
        assertThat(settings.idempotency()).isEmpty();
        Route route = settings.routes().all().get(0);
        assertThat(route.target()).isEqualTo(new ProducerConfig("/d/x", 0, false, Ordering.NONE));
        assertThat(route.methods()).containsExactly("POST");
        assertThat(route.key()).isEmpty();
        assertThat(route.split()).isEqualTo(Split.NONE);
        assertThat(route.cloudEvents()).isFalse();
        assertThat(route.auth()).isEmpty();
        assertThat(route.limit()).isEmpty();
    }

    @Test
    void hasDefaultsForTheTablesThatAreGiven() throws Exception {
        String hmac = "type = \"hmac\"\nsecret_env = \"S\"\nheader = \"H\"\nalgorithm = \"sha256\"";

        assertThat(auth(hmac))
                .isEqualTo(new AuthSettings.Hmac(
                        "auth.secret_env",
                        "S",
                        "H",
                        HashAlgorithm.SHA256,
                        SignatureScheme.ANY,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMinutes(5),
                        true));
        assertThat(settings("[idempotency]\nheader = \"I\"\n" + OPEN + ROUTE).idempotency())
                .contains(new WebhookSettings.Idempotency("I", Duration.ofMinutes(10), 50_000));
        assertThat(limit("requests_per_second = 5\nburst_size = 6")).contains(new RateRule(5, 6, RateRule.UNLIMITED));
    }

    @Test
    void mapsEveryKey() throws Exception {
        WebhookSettings settings = settings(
                """
                [server]
                host = "127.0.0.2"
                port = 1
                tls_cert_path = "cert"
                tls_key_path = "key"
                timeout_seconds = 2
                max_body_size = 3
                max_pending_requests = 4
                max_pending_bytes = 5
                max_connections = 6
                trusted_proxies = ["10.0.0.0/8"]
                [auth]
                type = "hmac"
                secret_env = "S"
                header = "H"
                algorithm = "sha512"
                scheme = "any"
                timestamp_header = "T"
                nonce_header = "N"
                tolerance_seconds = 7
                verify_signatures = false
                [rate_limit]
                requests_per_second = 8
                burst_size = 9
                per_ip_enabled = true
                per_ip_requests_per_second = 10
                [idempotency]
                header = "I"
                window_seconds = 11
                max_keys = 12
                [[routes]]
                from = "/a/{id}"
                to = "/d/x"
                partitions = 13
                reliable_dispatch = true
                methods = ["PUT", "DELETE"]
                key_from = "path:id"
                split = "lines"
                cloud_events = true
                [routes.rate_limit]
                requests_per_second = 14
                burst_size = 15
                per_ip_enabled = true
                [routes.auth]
                type = "jwt"
                public_key_path = "pem"
                [[routes]]
                from = "/b"
                to = "/d/y"
                """);

        assertThat(settings.server())
                .isEqualTo(new WebhookSettings.Server(
                        "127.0.0.2",
                        1,
                        Optional.of(new WebhookSettings.Tls("cert", "key")),
                        Duration.ofSeconds(2),
                        3,
                        4,
                        5,
                        6));
        MultiMap forwarded = MultiMap.caseInsensitiveMultiMap().add("X-Real-IP", "192.0.2.1");
        assertThat(settings.proxies().forwardedFor(forwarded, SocketAddress.inetSocketAddress(1, "10.1.1.1")))
                .contains("192.0.2.1");
        assertThat(settings.proxies().forwardedFor(forwarded, SocketAddress.inetSocketAddress(1, "11.1.1.1")))
                .isEmpty();
        assertThat(settings.auth())
                .isEqualTo(new AuthSettings.Hmac(
                        "auth.secret_env",
                        "S",
                        "H",
                        HashAlgorithm.SHA512,
                        SignatureScheme.ANY,
                        Optional.of("T"),
                        Optional.of("N"),
                        Duration.ofSeconds(7),
                        false));
        assertThat(settings.idempotency()).contains(new WebhookSettings.Idempotency("I", Duration.ofSeconds(11), 12));
        Route route = settings.routes().all().get(0);
        assertThat(route.from()).hasToString("/a/{id}");
        assertThat(route.target()).isEqualTo(new ProducerConfig("/d/x", 13, true, Ordering.KEY));
        assertThat(route.methods()).isEqualTo(Set.of("PUT", "DELETE"));
        assertThat(route.key()).get().hasToString("path:id");
        assertThat(route.split()).isEqualTo(Split.LINES);
        assertThat(route.cloudEvents()).isTrue();
        assertThat(route.limit()).contains(new RateRule(14, 15, 14));
        assertThat(route.auth()).contains(new AuthSettings.Jwt("routes[0].auth", Optional.empty(), Optional.of("pem")));
        assertThat(settings.routes().all().get(1).limit()).contains(new RateRule(8, 9, 10));
    }

    @Test
    void mapsTheOtherKindsOfCredentials() throws Exception {
        assertThat(auth("type = \"apikey\"\nsecret_env = \"S\"\nheader = \"H\""))
                .isEqualTo(new AuthSettings.ApiKey("auth.secret_env", "S", "H"));
        assertThat(auth("type = \"jwt\"\nsecret_env = \"S\""))
                .isEqualTo(new AuthSettings.Jwt("auth", Optional.of("S"), Optional.empty()));
        assertThat(auth("type = \"jwt\"\nsecret_env = \"S\"\npublic_key_path = \"P\""))
                .isEqualTo(new AuthSettings.Jwt("auth", Optional.of("S"), Optional.of("P")));
        assertThat(auth("type = \"hmac\"\nsecret_env = \"S\"\nscheme = \"github\""))
                .isInstanceOfSatisfying(AuthSettings.Hmac.class, hmac -> {
                    assertThat(hmac.header()).isEqualTo("X-Hub-Signature-256");
                    assertThat(hmac.algorithm()).isEqualTo(HashAlgorithm.SHA256);
                });
        assertThat(auth("type = \"hmac\"\nsecret_env = \"S\"\nscheme = \"stripe\"\nheader = \"Own\""))
                .isInstanceOfSatisfying(AuthSettings.Hmac.class, hmac -> assertThat(hmac.header())
                        .isEqualTo("Own"));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "localhost, localhost", "[::1], ::1", "::, ::"})
    void takesAddressesAndNames(String host, String heard) throws Exception {
        assertThat(settings("[server]\nhost = \"" + host + "\"\n" + OPEN + ROUTE)
                        .server()
                        .host())
                .isEqualTo(heard);
    }

    @Test
    void letsTheEnvironmentChooseTheAddress() throws Exception {
        LoadedConfig loaded = load(OPEN + ROUTE, Map.of("SERVER_HOST", "127.0.0.3", "SERVER_PORT", "9000"));

        WebhookSettings.Server server = WebhookSettings.from(loaded.config()).server();
        assertThat(server.host()).isEqualTo("127.0.0.3");
        assertThat(server.port()).isEqualTo(9000);
    }

    @Test
    void takesZeroForTheUsualNumbers() throws Exception {
        assertThat(limit("requests_per_second = 0\nburst_size = 0")).contains(new RateRule(100, 10, -1));
        assertThat(limit("requests_per_second = 7\nburst_size = 1\nper_ip_enabled = true\n"
                        + "per_ip_requests_per_second = 0"))
                .contains(new RateRule(7, 1, 100));
        assertThat(settings("[server]\ntimeout_seconds = 0\n" + OPEN + ROUTE)
                        .server()
                        .timeout())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void takesTheLargestNumbersOfTheRustConnectorForMoreThanAnybodySends() throws Exception {
        assertThat(limit("requests_per_second = 4294967295\nburst_size = 4294967295\nper_ip_enabled = true"))
                .contains(new RateRule(10_000_000, 10_000_000, 10_000_000));
    }

    @Test
    void demandsTheTableAuth() {
        assertThatThrownBy(() -> settings(ROUTE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("auth: the table [auth] is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[auth]                                 | auth.type                 | ",
                "[auth];type = 'basic'                  | auth.type                 | none, apikey, hmac, jwt",
                "[auth];type = 'apikey';header = 'H'    | auth.secret_env           | is missing; auth.type = \"apikey\" needs it",
                "[auth];type = 'apikey';secret_env = 'S'| auth.header               | is missing; auth.type = \"apikey\" needs it",
                "[auth];type = 'hmac';secret_env = 'S'  | auth.algorithm            | is missing; auth.type = \"hmac\" needs it",
                "[auth];type = 'hmac';secret_env = 'S';scheme = 'github';algorithm = 'sha512'"
                        + "| auth.algorithm | is not what auth.scheme = \"github\" signs with, which is sha256; leave it out",
                "[auth];type = 'hmac';secret_env = 'S';scheme = 'stripe';timestamp_header = 'T'"
                        + "| auth.timestamp_header | belongs to signatures without auth.scheme; leave it out",
                "[auth];type = 'hmac';secret_env = 'S';header = 'H';algorithm = 'sha256';nonce_header = 'N'"
                        + "| auth.timestamp_header | is missing; auth.nonce_header needs it",
                "[auth];type = 'hmac';secret_env = 'S';header = 'H';algorithm = 'md5' | auth.algorithm | sha256, sha512",
                "[auth];type = 'jwt' | auth.secret_env | is missing; auth.type = \"jwt\" needs it, or auth.public_key_path",
            })
    void saysWhatIsWrongWithCredentials(String rows, String key, String text) {
        assertProblem(rows.replace(';', '\n').replace('\'', '"') + "\n" + ROUTE, key, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from = 'a';to = '/d/x'      | routes[0].from  | must start with /",
                "from = '/a/{b';to = '/d/x'  | routes[0].from  | only whole segments in braces",
                "from = '/a';to = 'd'        | routes[0].to    | 'd' is no Danube topic",
                "from = '/a';to = '/d/x/y'   | routes[0].to    | write /namespace/topic",
                "from = '/ready';to = '/d/x' | routes[0].from  | '/ready' is the connector's own",
                "from = '/a';to = '/d/x';partitions = -1            | routes[0].partitions | -1 must be",
                "from = '/a';to = '/d/x';methods = ['GET']          | routes[0].methods    | POST, PUT, PATCH and DELETE",
                "from = '/a';to = '/d/x';key_from = 'body'          | routes[0].key_from   | must be header:<name>",
                "from = '/a';to = '/d/x';key_from = 'path:id'       | routes[0].key_from   | names no segment in braces of '/a'",
                "from = '/a';to = '/d/x';split = 'csv'              | routes[0].split      | none, json_array, lines",
                "from = '/a';to = '/d/x';auth = { secret_env = 'S' }| routes[0].auth.type  | is missing; write none, apikey",
                "from = '/a';to = '/d/x';auth = { type = 'apikey', header = 'H' } | routes[0].auth.secret_env | is missing",
                "from = '/a';to = '/d/x';rate_limit = { burst_size = 1 }          | routes[0].rate_limit.requests_per_second | is missing; a rate limit has",
                "from = '/a';to = '/d/x';rate_limit = { per_ip_enabled = true }   | routes[0].rate_limit.burst_size          | is missing; a rate limit has",
            })
    void saysWhatIsWrongWithARoute(String rows, String key, String text) {
        assertProblem(OPEN + "[[routes]]\n" + rows.replace(';', '\n').replace('\'', '"') + "\n", key, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[server];port = 65536         | server.port           | 65536 must be between 0 and 65535",
                "[server];max_body_size = 0    | server.max_body_size  | 0 must be between 1 and 1073741824",
                "[server];timeout_seconds = -1 | server.timeout_seconds| -1 must be",
                "[server];tls_cert_path = 'c'  | server.tls_key_path   | is missing; tls_cert_path and tls_key_path are given together",
                "[server];tls_key_path = 'c'   | server.tls_cert_path  | is missing; tls_cert_path and tls_key_path are given together",
                "[server];trusted_proxies = ['proxy.local'] | server.trusted_proxies | must be networks such as 10.0.0.0/8",
                "[rate_limit];burst_size = 4294967296;requests_per_second = 1 | rate_limit.burst_size | 4294967296 must be between 0 and 4294967295",
                "[idempotency];max_keys = 0 | idempotency.max_keys | 0 must be between 1 and 10000000",
            })
    void saysWhatIsWrongWithTheServerAndItsLimits(String rows, String key, String text) {
        assertProblem(rows.replace(';', '\n').replace('\'', '"') + "\n" + OPEN + ROUTE, key, text);
    }

    private void assertProblem(String toml, String key, String text) {
        assertThatThrownBy(() -> settings(toml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(text == null ? "" : text);
    }

    @Test
    void demandsRoutesOfDifferentPaths() {
        assertProblem(OPEN, "routes", "");
        assertProblem("routes = []\n" + OPEN, "routes", "is empty; add at least one table [[routes]]");
        assertProblem(OPEN + ROUTE + ROUTE, "routes[1].from", "'/a' is the path of routes[0] already");
    }

    @Test
    void takesTheLastOfSeveralRoutesToOneTopicAndItsKeyFromAny() throws Exception {
        WebhookSettings settings = settings(OPEN + ROUTE + "key_from = \"header:K\"\npartitions = 3\n"
                + ROUTE.replace("/a", "/b") + "reliable_dispatch = true\n");

        assertThat(settings.routes().producerConfigs())
                .containsExactly(new ProducerConfig("/d/x", 0, true, Ordering.KEY));
    }
}
