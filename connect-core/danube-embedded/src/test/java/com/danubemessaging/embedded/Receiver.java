package com.danubemessaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.proto.StreamMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One open receive stream: what arrived on it, and how it ended. */
public final class Receiver {

    /** Long enough for a loaded machine, short enough to fail a test that waits in vain. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final GrpcClientRequest<?, StreamMessage> request;
    private final GrpcClientResponse<?, StreamMessage> response;
    private final BlockingQueue<StreamMessage> messages = new LinkedBlockingQueue<>();
    private final Promise<String> end = Promise.promise();

    public Receiver(GrpcClientRequest<?, StreamMessage> request, GrpcClientResponse<?, StreamMessage> response) {
        this.request = request;
        this.response = response;
        response.exceptionHandler(failure -> end.tryComplete("broken"));
        response.errorHandler(error -> end.tryComplete("broken"));
        response.endHandler(ended -> end.tryComplete(response.status().name()));
        response.handler(messages::add);
    }

    /** The next message. */
    public StreamMessage next() {
        try {
            StreamMessage message = messages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(message).as("a message within %s", PATIENCE).isNotNull();
            return java.util.Objects.requireNonNull(message);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The offset of the next message. */
    public long nextOffset() {
        return next().getMsgId().getTopicOffset();
    }

    /** The payload of the next message as text. */
    public String nextText() {
        return next().getPayload().toStringUtf8();
    }

    /** The payloads of the next messages as text. */
    public List<String> nextTexts(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(nextText());
        }
        return texts;
    }

    /** The offsets of the next messages. */
    public List<Long> nextOffsets(int count) {
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            offsets.add(nextOffset());
        }
        return offsets;
    }

    /** Fails if anything arrives within a time. */
    public void expectNothingFor(Duration time) {
        try {
            StreamMessage message = messages.poll(time.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(message).as("nothing within %s", time).isNull();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** How many messages have arrived and were not taken. */
    public int waiting() {
        return messages.size();
    }

    /** Stops reading, so that back-pressure builds up. */
    public void pause() {
        response.pause();
    }

    /** Reads again. */
    public void resume() {
        response.resume();
    }

    /** Closes the stream from the client's side. */
    public void close() {
        request.cancel();
    }

    /** How the stream ended: the name of a status, or {@code broken}. */
    public Future<String> end() {
        return end.future();
    }
}
