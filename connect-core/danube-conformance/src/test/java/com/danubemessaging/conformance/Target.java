package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.RawClient;
import com.danubemessaging.vertx.client.DanubeClient;
import com.danubemessaging.vertx.client.DanubeClientOptions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The broker under test. {@code DANUBE_SERVICE_URL} names one, with {@code DANUBE_ADMIN_URL} for the cases that
 * administrate; with the system property {@code conformance.target=image} it is the public image, or the one that
 * {@code DANUBE_BROKER_IMAGE} names, in a container; otherwise it is the embedded broker.
 */
final class Target implements AutoCloseable {

    private static final String IMAGE = "ghcr.io/danube-messaging/danube-broker:latest";
    private static final int CLIENT_PORT = 6650;
    private static final int ADMIN_PORT = 50051;

    private final Vertx vertx;
    private final String name;
    private final boolean isOurs;
    private final @Nullable String unavailable;
    private final String host;
    private final int port;
    private final int adminPort;
    private final List<RawClient> clients = new ArrayList<>();
    private final List<DanubeClient> danubeClients = new ArrayList<>();
    private final List<EmbeddedDanube> variants = new ArrayList<>();
    private @Nullable EmbeddedDanube embedded;
    private @Nullable GenericContainer<?> container;

    private Target(
            Vertx vertx,
            String name,
            boolean isOurs,
            @Nullable String unavailable,
            String host,
            int port,
            int adminPort) {
        this.vertx = vertx;
        this.name = name;
        this.isOurs = isOurs;
        this.unavailable = unavailable;
        this.host = host;
        this.port = port;
        this.adminPort = adminPort;
    }

    static Target open() {
        Vertx vertx = Vertx.vertx();
        String url = System.getenv("DANUBE_SERVICE_URL");
        if ("image".equals(System.getProperty("conformance.target"))) {
            return url == null ? image(vertx) : unavailable(vertx, "DANUBE_SERVICE_URL names another broker");
        }
        return url == null ? embedded(vertx) : at(vertx, URI.create(url), System.getenv("DANUBE_ADMIN_URL"));
    }

    private static Target embedded(Vertx vertx) {
        EmbeddedDanube danube = await(EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setAdminPort(0)));
        Target target = new Target(vertx, "embedded", true, null, "127.0.0.1", danube.port(), danube.adminPort());
        target.embedded = danube;
        return target;
    }

    private static Target at(Vertx vertx, URI service, @Nullable String admin) {
        int adminPort = admin == null ? -1 : URI.create(admin).getPort();
        return new Target(vertx, service.toString(), false, null, service.getHost(), service.getPort(), adminPort);
    }

    private static Target image(Vertx vertx) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return unavailable(vertx, "there is no Docker on this machine");
        }
        String named = System.getenv("DANUBE_BROKER_IMAGE");
        String image = named == null ? IMAGE : named;
        GenericContainer<?> container = new GenericContainer<>(image)
                .withExposedPorts(CLIENT_PORT, ADMIN_PORT)
                .waitingFor(Wait.forListeningPorts(CLIENT_PORT));
        container.start();
        Target target = new Target(
                vertx,
                image,
                false,
                null,
                container.getHost(),
                container.getMappedPort(CLIENT_PORT),
                container.getMappedPort(ADMIN_PORT));
        target.container = container;
        return target;
    }

    private static Target unavailable(Vertx vertx, String reason) {
        System.out.println("The conformance cases of the broker image are skipped: " + reason);
        return new Target(vertx, "image", false, reason, "", -1, -1);
    }

    /** How the report calls it. */
    String name() {
        return name;
    }

    /** Whether it is the embedded broker, of which no difference is known. */
    boolean isOurs() {
        return isOurs;
    }

    /** Why there is no broker, or null if there is one. */
    @Nullable
    String unavailable() {
        return unavailable;
    }

    /** A new connection to its client port. */
    RawClient client() {
        return noted(new RawClient(vertx, host, port));
    }

    /**
     * A new connection to a broker with settings of the case's own; elsewhere, where nobody can change them, to the
     * broker as it is.
     */
    RawClient clientOfA(UnaryOperator<EmbeddedDanubeOptions> settings) {
        if (!isOurs) {
            return client();
        }
        EmbeddedDanube variant = await(EmbeddedDanube.start(vertx, settings.apply(new EmbeddedDanubeOptions())));
        variants.add(variant);
        return noted(new RawClient(vertx, variant.port()));
    }

    /** A new client of the kind that applications use; to be closed with the others. */
    DanubeClient danubeClient() {
        DanubeClient danube =
                DanubeClient.create(vertx, new DanubeClientOptions().setServiceUrl("http://" + host + ":" + port));
        danubeClients.add(danube);
        return danube;
    }

    /** A new connection to its admin port, or null if nobody said where that is. */
    @Nullable
    RawClient admin() {
        return adminPort < 0 ? null : noted(new RawClient(vertx, host, adminPort));
    }

    /** Closes the connections of one case, and its brokers if it had any. */
    void closeClients() {
        List.copyOf(clients).forEach(client -> await(client.close()));
        clients.clear();
        List.copyOf(danubeClients).forEach(client -> await(client.close()));
        danubeClients.clear();
        List.copyOf(variants).forEach(variant -> await(variant.close()));
        variants.clear();
    }

    private RawClient noted(RawClient client) {
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        EmbeddedDanube ours = embedded;
        if (ours != null) {
            await(ours.close());
        }
        await(vertx.close());
        GenericContainer<?> running = container;
        if (running != null) {
            running.stop();
        }
    }
}
