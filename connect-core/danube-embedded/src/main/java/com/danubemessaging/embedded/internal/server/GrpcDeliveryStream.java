package com.danubemessaging.embedded.internal.server;

import com.danubemessaging.embedded.internal.broker.Attachment;
import com.danubemessaging.embedded.internal.broker.Broker;
import com.danubemessaging.embedded.internal.broker.DeliveryStream;
import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.proto.StreamMessage;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * A receive stream on the wire. Its response headers leave at once. Its back-pressure is HTTP/2's: Vert.x counts the
 * messages that wait for the client's window, this class their bytes.
 */
final class GrpcDeliveryStream implements DeliveryStream {

    /** Bytes that may wait for the client's window before no further message is accepted. */
    private static final int MAX_PENDING_BYTES = 1024 * 1024;

    private final GrpcServerResponse<ReceiveRequest, StreamMessage> response;
    private @Nullable Attachment attachment;
    private int pendingBytes;
    private boolean closed;

    private GrpcDeliveryStream(GrpcServerResponse<ReceiveRequest, StreamMessage> response) {
        this.response = response;
    }

    /**
     * Opens the stream of a consumer.
     *
     * @throws com.danubemessaging.embedded.internal.broker.BrokerException if the consumer is not registered; nothing
     *     has been written then
     */
    static void open(Broker broker, GrpcServerRequest<ReceiveRequest, StreamMessage> request, long consumerId) {
        GrpcDeliveryStream stream = new GrpcDeliveryStream(request.response());
        request.errorHandler(error -> stream.closedByClient());
        request.exceptionHandler(error -> stream.closedByClient());
        stream.response.exceptionHandler(error -> stream.closedByClient());
        broker.requireConsumer(consumerId);
        // Clients wait for the headers before they go on, long before there is a first message.
        stream.response.writeHead();
        Attachment opened = broker.receive(consumerId, stream);
        stream.attachment = opened;
        if (stream.closed) {
            opened.closed();
        } else {
            stream.response.drainHandler(drained -> opened.drained());
        }
    }

    @Override
    public boolean accepts() {
        return !closed && pendingBytes < MAX_PENDING_BYTES && !response.writeQueueFull();
    }

    @Override
    public void deliver(StreamMessage message) {
        if (closed) {
            return;
        }
        int size = message.getSerializedSize();
        pendingBytes += size;
        response.write(message).onComplete(written -> written(size), failure -> closedByClient());
    }

    @Override
    public void end() {
        if (!closed) {
            closed = true;
            response.end();
        }
    }

    @Override
    public void reset() {
        if (!closed) {
            closed = true;
            response.cancel();
        }
    }

    private void written(int size) {
        boolean wasFull = pendingBytes >= MAX_PENDING_BYTES;
        pendingBytes -= size;
        Attachment open = attachment;
        if (wasFull && pendingBytes < MAX_PENDING_BYTES && open != null && !closed) {
            open.drained();
        }
    }

    private void closedByClient() {
        closed = true;
        Attachment open = attachment;
        if (open != null) {
            open.closed();
        }
    }
}
