package com.danubemessaging.connect.source.mqtt;

import io.netty.handler.codec.mqtt.MqttDecoder;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.mqtt.MqttClient;
import java.lang.reflect.Field;
import java.util.Optional;

/**
 * The socket of an MQTT client, for the sake of {@link NetSocket#pause()}: MQTT 3.1.1 has no flow control, but TCP has,
 * and a broker whose data is not read keeps it. Mosquitto 2.0.11 needs that: after the first acknowledgements it sends
 * its whole queue, whatever its {@code max_inflight_messages} says.
 *
 * <p>{@link MqttClient} (vertx-mqtt 5.0.7) keeps its socket to itself, so it is looked up by reflection. Where another
 * version calls it otherwise there is none, and too much at once ends the connection instead.
 */
final class ClientSocket {

    private ClientSocket() {}

    /** The socket of a client that is connected; empty if it cannot be had. */
    static Optional<NetSocket> of(MqttClient client) {
        try {
            Field field = client.getClass().getDeclaredField("connection");
            field.setAccessible(true);
            if (!(field.get(client) instanceof NetSocketInternal socket)) {
                return Optional.empty();
            }
            keepCompact(socket);
            return Optional.of(socket);
        } catch (ReflectiveOperationException | RuntimeException hidden) {
            return Optional.empty();
        }
    }

    /** A socket that is paused again and again must not collect what it has read; see {@link CompactCumulator}. */
    private static void keepCompact(NetSocketInternal socket) {
        MqttDecoder decoder = socket.channelHandlerContext().pipeline().get(MqttDecoder.class);
        if (decoder != null) {
            decoder.setCumulator(new CompactCumulator());
        }
    }
}
