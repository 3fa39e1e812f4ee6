package com.danubemessaging.connect.examples.embeddedapp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class OrdersAppTest {

    @TempDir
    Path state;

    private EmbeddedDanube danube;
    private OrdersApp app;
    private String deployment;
    private WebClient http;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        danube = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()).await(10, SECONDS);
        app = new OrdersApp(danube.serviceUrl(), state.toString(), 0);
        deployment = vertx.deployVerticle(app).await(20, SECONDS);
        http = WebClient.create(vertx);
        await().atMost(Duration.ofSeconds(20)).until(() -> get("/ready/sink") == 200 && get("/ready/source") == 200);
    }

    @AfterEach
    void stop(Vertx vertx) throws Exception {
        vertx.undeploy(deployment).await(20, SECONDS);
        danube.close().await(10, SECONDS);
    }

    @Test
    void answersAnOrderWhenDanubeHasItAndReadsItBack() throws Exception {
        int status = post(new JsonObject().put("article", "lamp"));

        assertThat(status).isEqualTo(201);
        await().until(() -> body("/orders").contains("lamp"));
    }

    @Test
    void servesTheConnectorsMetersFromItsOwnRegistry() throws Exception {
        post(new JsonObject().put("article", "chair"));

        assertThat(body("/metrics"))
                .contains(
                        "danube_connector_messages_processed_total{connector=\"order-source\",topic=\"/default/orders\"} 1.0");
    }

    @Test
    void refusesAnOrderWhileDanubeIsAway() throws Exception {
        danube.stopListening().await(10, SECONDS);

        int status = post(new JsonObject().put("article", "table"));

        assertThat(status).isEqualTo(503);
        danube.resumeListening().await(10, SECONDS);
    }

    private int post(JsonObject order) throws Exception {
        return http.post(app.actualPort(), "localhost", "/customers/ada/orders")
                .sendJsonObject(order)
                .await(10, SECONDS)
                .statusCode();
    }

    private int get(String path) throws Exception {
        return http.get(app.actualPort(), "localhost", path)
                .send()
                .await(10, SECONDS)
                .statusCode();
    }

    private String body(String path) throws Exception {
        return http.get(app.actualPort(), "localhost", path)
                .send()
                .await(10, SECONDS)
                .bodyAsString();
    }
}
