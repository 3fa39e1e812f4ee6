package com.danubemessaging.connect.examples.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An MQTT broker inside the JVM: Apache ActiveMQ Artemis with nothing but its MQTT acceptor, in memory. It keeps the
 * sessions and the unacknowledged messages of clients that reconnect with {@code clean_session = false}. All methods
 * block.
 */
final class EmbeddedMqtt {

    private final EmbeddedActiveMQ broker;
    private final int port;

    private EmbeddedMqtt(EmbeddedActiveMQ broker, int port) {
        this.broker = broker;
        this.port = port;
    }

    /**
     * Starts on loopback.
     *
     * @param preferredPort taken if it is free; otherwise any free one is
     */
    static EmbeddedMqtt start(int preferredPort) throws Exception {
        int port = freePort(preferredPort);
        Configuration configuration = new ConfigurationImpl()
                .setName("quickstart")
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT")
                .addAddressSetting(
                        "#", new AddressSettings().setAutoCreateQueues(true).setAutoCreateAddresses(true));
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.start();
        return new EmbeddedMqtt(broker, port);
    }

    private static int freePort(int preferred) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket socket = new ServerSocket(preferred, 1, loopback)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
                return socket.getLocalPort();
            }
        }
    }

    int port() {
        return port;
    }

    void stop() throws Exception {
        broker.stop();
    }
}
