package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A gate between an MQTT client and its broker that counts the client's acknowledgements and, once closed, lets none of
 * them through, nor anything behind them: the client has acknowledged, and the broker does not know. It understands of
 * MQTT 3.1.1 just the fixed header (section 2.2). A connection that ends takes with it what the gate withheld.
 */
final class AckGate implements AutoCloseable {

    private static final int PUBACK = 4;
    private static final Duration LINGER = Duration.ofMillis(200);

    private final Vertx vertx;
    private final NetServer server;
    private final NetClient client;
    private final int brokerPort;
    private final AtomicInteger passed = new AtomicInteger();
    private volatile @Nullable Promise<Void> closed;

    private AckGate(Vertx vertx, int brokerPort) {
        this.vertx = vertx;
        this.brokerPort = brokerPort;
        this.server = vertx.createNetServer().connectHandler(this::connected);
        this.client = vertx.createNetClient();
    }

    static AckGate start(Vertx vertx, int brokerPort) throws TimeoutException {
        AckGate gate = new AckGate(vertx, brokerPort);
        gate.server.listen(0, "127.0.0.1").await(10, SECONDS);
        return gate;
    }

    int port() {
        return server.actualPort();
    }

    /** Acknowledgements that the broker has got. */
    int passed() {
        return passed.get();
    }

    /** Lets no further acknowledgement through; completes with the first that it withholds. */
    Future<Void> shut() {
        Promise<Void> first = Promise.promise();
        closed = first;
        return first.future();
    }

    /** Lets acknowledgements of later connections through. */
    void open() {
        closed = null;
    }

    private void connected(NetSocket inbound) {
        inbound.pause();
        inbound.exceptionHandler(ignored -> {});
        client.connect(brokerPort, "127.0.0.1")
                .onFailure(refused -> inbound.close())
                .onSuccess(outbound -> {
                    outbound.exceptionHandler(ignored -> {});
                    outbound.handler(inbound::write);
                    outbound.closeHandler(ignored -> inbound.close());
                    inbound.closeHandler(ignored -> {
                        // Closed at once, with something unread, it would be reset, and the broker would not read what
                        // passed.
                        outbound.handler(unread -> {});
                        vertx.setTimer(LINGER.toMillis(), timer -> outbound.close());
                    });
                    inbound.handler(new Packets(outbound)::received);
                    inbound.resume();
                });
    }

    @Override
    public void close() throws TimeoutException {
        Future.join(server.close(), client.close()).await(10, SECONDS);
    }

    @Override
    public String toString() {
        return "--- gate: " + passed + " acknowledgements passed";
    }

    /** Cuts a client's bytes into packets. Confined to the connection's context. */
    private final class Packets {

        private final NetSocket broker;
        private Buffer rest = Buffer.buffer();
        private boolean isShut;

        Packets(NetSocket broker) {
            this.broker = broker;
        }

        void received(Buffer bytes) {
            rest = rest.appendBuffer(bytes);
            int start = 0;
            for (int end = end(start); end != -1 && !isShut; end = end(start)) {
                packet(rest.getBuffer(start, end));
                start = end;
            }
            rest = rest.getBuffer(start, rest.length());
        }

        private void packet(Buffer packet) {
            boolean isAcknowledgement = (packet.getUnsignedByte(0) >> 4) == PUBACK;
            Promise<Void> gate = closed;
            if (isAcknowledgement && gate != null) {
                isShut = true;
                gate.tryComplete();
                return;
            }
            broker.write(packet);
            if (isAcknowledgement) {
                passed.incrementAndGet();
            }
        }

        /** Where the packet ends that starts here; -1 if its end has not come yet. */
        private int end(int start) {
            int length = 0;
            for (int i = start + 1, shift = 0; i < rest.length(); i++, shift += 7) {
                length |= (rest.getByte(i) & 0x7f) << shift;
                if (rest.getByte(i) >= 0) {
                    int end = i + 1 + length;
                    return end <= rest.length() ? end : -1;
                }
            }
            return -1;
        }
    }
}
