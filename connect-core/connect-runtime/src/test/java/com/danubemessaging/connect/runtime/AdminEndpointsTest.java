package com.danubemessaging.connect.runtime;

import static com.danubemessaging.connect.runtime.CollectingSink.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.RetryableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdminEndpointsTest extends RuntimeFixture {

    private RunningConnector serve(TestConfigs config, Connector connector) throws Exception {
        return ConnectRuntime.create(vertx, config.build())
                .deploy(TestConfigs.provider(() -> connector))
                .await(10, SECONDS);
    }

    private HttpResponse<Buffer> get(RunningConnector running, String path) throws Exception {
        return get(running.httpPort(), path);
    }

    private HttpResponse<Buffer> get(int port, String path) throws Exception {
        return WebClient.create(vertx).get(port, "127.0.0.1", path).send().await(5, SECONDS);
    }

    @Test
    void refusesAPortThatAnotherProcessHas() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            long port = taken.getLocalPort();

            assertThatThrownBy(() -> serve(
                            config("writer").with(CoreFields.METRICS_PORT, port), new CollectingSink(reading(TOPIC))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("processing.metrics_port: port " + port + " cannot be opened");
        }
    }

    @Test
    void refusesAPortThatAnotherConnectorOfThisVertxHasUntilThatOneIsGone() throws Exception {
        long port = freePort();
        RunningConnector first =
                serve(config("one").with(CoreFields.METRICS_PORT, port), new CollectingSink(reading(TOPIC)));

        assertThatThrownBy(() ->
                        serve(config("two").with(CoreFields.METRICS_PORT, port), new CollectingSink(reading(TOPIC))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("another connector of this process");
        first.stop().await(10, SECONDS);

        serve(config("two").with(CoreFields.METRICS_PORT, port), new CollectingSink(reading(TOPIC)));
    }

    @Test
    void refusesAPortThatTheHostApplicationServes() throws Exception {
        HttpServer hosts = vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0)
                .await(5, SECONDS);

        assertThatThrownBy(() -> serve(
                        config("writer").with(CoreFields.METRICS_PORT, (long) hosts.actualPort()),
                        new CollectingSink(reading(TOPIC))))
                .isInstanceOf(ConfigurationException.class);
    }

    private static long freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void servesTheMetricsOfASinkUnderTheNamesThatDashboardsKnow() throws Exception {
        producer(TOPIC);
        RunningConnector running = serve(config("writer"), new CollectingSink(reading(TOPIC)));
        awaitReady(running);
        publish(TOPIC, "1", "2", "3");
        until(() -> count(running, "acknowledged") == 3);

        String text = get(running, "/metrics").bodyAsString();

        String labels = "{connector=\"writer\",topic=\"" + TOPIC + "\"}";
        assertThat(text)
                .contains("danube_connector_messages_received_total" + labels + " 3.0")
                .contains("danube_connector_messages_processed_total" + labels + " 3.0")
                .contains("danube_connector_messages_retried_total" + labels + " 0.0")
                .contains("danube_connector_processing_duration_seconds_sum" + labels)
                .contains("danube_connector_processing_duration_seconds_count" + labels)
                .contains("danube_connector_processing_duration_seconds{connector=\"writer\",topic=\"" + TOPIC
                        + "\",quantile=\"0.99\"}")
                .contains("danube_connector_batch_size_sum" + labels + " 3.0")
                .contains("danube_connector_inflight_messages{connector=\"writer\"} 0.0")
                .contains("danube_connector_health{connector=\"writer\"} 1.0");
        assertThat(get(running, "/").bodyAsString()).contains("danube_connector_health");
    }

    @Test
    void countsFailuresByASmallSetOfKinds() throws Exception {
        producer(TOPIC);
        RunningConnector running = serve(
                config("writer"),
                new CollectingSink(
                        reading(TOPIC), batch -> Future.failedFuture(new RetryableException("host db7:5432 is away"))));
        awaitReady(running);

        publish(TOPIC, "1");

        until(() -> get(running, "/metrics")
                .bodyAsString()
                .contains(
                        "danube_connector_messages_failed_total{connector=\"writer\",error_type=\"retryable\",topic=\""
                                + TOPIC + "\"}"));
        assertThat(get(running, "/metrics").bodyAsString()).doesNotContain("db7");
    }

    @Test
    void servesTheMetricsOfASource() throws Exception {
        ListSource source = new ListSource(ProducerConfig.reliable(TOPIC), 5, 1);
        RunningConnector running = serve(config("reader"), source);
        until(() -> source.committed == 4);

        assertThat(get(running, "/metrics").bodyAsString())
                .contains("danube_connector_messages_processed_total{connector=\"reader\",topic=\"" + TOPIC + "\"} 5.0")
                .contains("danube_connector_processing_duration_seconds_count{connector=\"reader\",topic=\"" + TOPIC
                        + "\"} 5");
    }

    @Test
    void isLiveButNotReadyWhileARecordWaitsAndNothingMoves() throws Exception {
        Promise<BatchResult> never = Promise.promise();
        producer(TOPIC);
        RunningConnector running = serve(
                config("writer").with(CoreFields.PROGRESS_TIMEOUT, Duration.ofMillis(200)),
                new CollectingSink(reading(TOPIC), batch -> never.future()));
        awaitReady(running);
        assertThat(get(running, "/ready").statusCode()).isEqualTo(200);

        publish(TOPIC, "1");

        until(() -> get(running, "/ready").statusCode() == 503);
        assertThat(get(running, "/ready").bodyAsString()).contains("1 records are waiting and nothing moved for");
        assertThat(get(running, "/health").statusCode()).isEqualTo(200);
        assertThat(get(running, "/health").bodyAsString()).isEqualTo("OK");
        assertThat(get(running, "/live").statusCode()).isEqualTo(200);
        never.complete(BatchResult.allDone(1));
        until(() -> get(running, "/ready").statusCode() == 200);
    }

    @Test
    void answersReadinessOnARouterOfTheHost() throws Exception {
        producer(TOPIC);
        RunningConnector running = deploy(config("writer"), new CollectingSink(reading(TOPIC)));
        assertThat(running.httpPort()).isEqualTo(-1);
        Router router = Router.router(vertx);
        router.get("/mine").handler(running.readinessHandler());
        HttpServer server =
                vertx.createHttpServer().requestHandler(router).listen(0).await(5, SECONDS);
        awaitReady(running);

        assertThat(get(server.actualPort(), "/mine").statusCode()).isEqualTo(200);
        running.stop().await(10, SECONDS);

        HttpResponse<Buffer> after = get(server.actualPort(), "/mine");
        assertThat(after.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(after.bodyAsString()).getJsonArray("problems"))
                .contains("the connector is stopped");
    }

    @Test
    void usesTheRegistryOfTheHostAndTakesItsMetersOutAgain() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        producer(TOPIC);
        RunningConnector running = deploy(
                config("writer"),
                () -> new CollectingSink(reading(TOPIC)),
                new ConnectRuntimeOptions().setMeterRegistry(registry));
        awaitReady(running);
        publish(TOPIC, "1");
        until(() -> count(running, "acknowledged") == 1);
        assertThat(registry.get("danube_connector_messages_processed")
                        .tag("topic", TOPIC)
                        .counter()
                        .count())
                .isEqualTo(1);

        running.stop().await(10, SECONDS);

        assertThat(registry.getMeters()).isEmpty();
    }
}
