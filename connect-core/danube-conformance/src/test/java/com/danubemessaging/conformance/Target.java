package com.danubemessaging.conformance;

import static com.danubemessaging.embedded.RawClient.await;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import com.danubemessaging.embedded.RawClient;
import com.danubemessaging.vertx.client.DanubeClient;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The broker under test. {@code DANUBE_SERVICE_URL} names one, with {@code DANUBE_ADMIN_URL} for the cases that
 * administrate, and for {@code https} and tokens the variables of {@link Access}; with the system property
 * {@code conformance.target=image} it is the public image, or the one that {@code DANUBE_BROKER_IMAGE} names, in a
 * container; otherwise it is the embedded broker.
 */
final class Target implements AutoCloseable {

    private static final String IMAGE = "ghcr.io/danube-messaging/danube-broker:v0.15.1";
    private static final String SERVICE_URL = "DANUBE_SERVICE_URL";
    private static final String ADMIN_URL = "DANUBE_ADMIN_URL";
    private static final int CLIENT_PORT = 6650;
    private static final int ADMIN_PORT = 50051;

    private final Vertx vertx;
    private final String name;
    private final boolean isOurs;
    private final @Nullable String unavailable;
    private final Address service;
    private final @Nullable Address admin;
    private final Access access;
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
            Address service,
            @Nullable Address admin,
            Access access) {
        this.vertx = vertx;
        this.name = name;
        this.isOurs = isOurs;
        this.unavailable = unavailable;
        this.service = service;
        this.admin = admin;
        this.access = access;
    }

    static Target open() {
        Vertx vertx = Vertx.vertx();
        Map<String, String> environment = System.getenv();
        boolean isNamed = environment.containsKey(SERVICE_URL);
        if ("image".equals(System.getProperty("conformance.target"))) {
            return isNamed ? unavailable(vertx, SERVICE_URL + " names another broker") : image(vertx);
        }
        return isNamed ? named(vertx, environment) : embedded(vertx);
    }

    private static Target embedded(Vertx vertx) {
        EmbeddedDanube danube = await(EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions().setAdminPort(0)));
        Target target = new Target(
                vertx,
                "embedded",
                true,
                null,
                new Address("127.0.0.1", danube.port(), false),
                new Address("127.0.0.1", danube.adminPort(), false),
                Access.OPEN);
        target.embedded = danube;
        return target;
    }

    /** The broker that an environment names. */
    static Target named(Vertx vertx, Map<String, String> environment) {
        Address service = Address.of(SERVICE_URL, environment.getOrDefault(SERVICE_URL, ""));
        String administrators = environment.get(ADMIN_URL);
        return new Target(
                vertx,
                service.url(),
                false,
                null,
                service,
                administrators == null ? null : Address.of(ADMIN_URL, administrators),
                Access.from(environment));
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
                new Address(container.getHost(), container.getMappedPort(CLIENT_PORT), false),
                new Address(container.getHost(), container.getMappedPort(ADMIN_PORT), false),
                Access.OPEN);
        target.container = container;
        return target;
    }

    private static Target unavailable(Vertx vertx, String reason) {
        System.out.println("The conformance cases of the broker image are skipped: " + reason);
        return new Target(vertx, "image", false, reason, new Address("", 0, false), null, Access.OPEN);
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
        return connect(service);
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
        DanubeClient danube = DanubeClient.create(vertx, access.clientOptions(service));
        danubeClients.add(danube);
        return danube;
    }

    /** A new connection to its admin port, or null if nobody said where that is. */
    @Nullable
    RawClient admin() {
        return admin == null ? null : connect(admin);
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

    private RawClient connect(Address address) {
        return noted(new RawClient(
                        vertx, address.host(), address.port(), options -> access.encrypt(options, address.encrypted()))
                .withToken(access.token()));
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
