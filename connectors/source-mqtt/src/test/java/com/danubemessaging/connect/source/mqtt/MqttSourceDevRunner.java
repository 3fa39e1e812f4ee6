package com.danubemessaging.connect.source.mqtt;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.runtime.ConnectRuntime;
import com.danubemessaging.connect.runtime.RunningConnector;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.vertx.client.Consumer;
import com.danubemessaging.vertx.client.ConsumerOptions;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import com.danubemessaging.vertx.client.Message;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeoutException;

/**
 * Runs the source out of an editor, under a debugger if wanted: from an MQTT broker on this machine to a Danube broker
 * in this JVM, and prints what arrives there. Enter ends it in good order.
 *
 * <pre>{@code
 * mosquitto -p 1883 &
 * mosquitto_pub -q 1 -t dev/lamp -m '{"on":true}'
 * }</pre>
 */
final class MqttSourceDevRunner {

    private static final int MQTT_PORT = 1883;
    private static final String TOPIC = "/default/dev";

    private MqttSourceDevRunner() {}

    /** Takes the port of the MQTT broker; without it 1883. */
    public static void main(String[] args) throws IOException, TimeoutException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : MQTT_PORT;
        Vertx vertx = Vertx.vertx();
        try {
            run(vertx, port);
        } finally {
            vertx.close().await(10, SECONDS);
        }
    }

    private static void run(Vertx vertx, int port) throws IOException, TimeoutException {
        EmbeddedDanube danube = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setPort(0))
                .await(10, SECONDS);
        RunningConnector connector = ConnectRuntime.create(
                        vertx,
                        Settings.toPort(port)
                                .route("dev/#", TOPIC, Qos.AT_LEAST_ONCE)
                                .with(MqttFields.CLIENT_ID, "danube-dev")
                                .with(CoreFields.CONNECTOR_NAME, "mqtt-dev")
                                .with(CoreFields.DANUBE_SERVICE_URL, danube.serviceUrl())
                                .with(CoreFields.METRICS_PORT, 0L)
                                .with(
                                        CoreFields.STATE_DIR,
                                        Files.createTempDirectory("mqtt-dev").toString())
                                .connector())
                .deploy(new MqttSourceProvider())
                .await(10, SECONDS);
        DanubeClient reader = DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl(danube.serviceUrl()));
        reader.subscribe(new ConsumerOptions(TOPIC, "dev", "dev"))
                .onSuccess(MqttSourceDevRunner::print)
                .onFailure(failure -> System.err.println("cannot read " + TOPIC + ": " + failure.getMessage()));

        System.out.println("MQTT dev/# on port " + port + " goes to " + TOPIC + " at " + danube.serviceUrl()
                + "; Enter ends this");
        int ignored = System.in.read();
        connector.stop().await(30, SECONDS);
        reader.close().await(10, SECONDS);
        danube.close().await(10, SECONDS);
    }

    private static void print(Consumer consumer) {
        consumer.handler(message -> {
            System.out.println(line(message));
            consumer.ack(message);
        });
    }

    private static String line(Message message) {
        return message.attributes().get("mqtt.topic") + " " + message.payload();
    }
}
