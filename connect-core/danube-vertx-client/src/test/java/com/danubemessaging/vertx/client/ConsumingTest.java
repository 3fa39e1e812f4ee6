package com.danubemessaging.vertx.client;

import com.danubemessaging.proto.ReceiveRequest;
import com.danubemessaging.proto.StreamMessage;
import io.vertx.grpc.server.GrpcServerResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A consumer of one plain topic whose messages and events are kept for the test. */
abstract class ConsumingTest extends ScriptedTest {

    final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<ConsumerEvent> events = new LinkedBlockingQueue<>();

    @Override
    DanubeClientOptions options(String url) {
        return TestOptions.fast(url).setHealthInterval(Duration.ofMillis(50));
    }

    PartitionConsumer open() throws Exception {
        Consumer consumer = consume(consumerOptions());
        consumer.handler(messages::add);
        PartitionConsumer part = consumer.partitions().get(0);
        part.eventHandler(events::add);
        return part;
    }

    /** The next stream that the client opens. */
    GrpcServerResponse<ReceiveRequest, StreamMessage> stream() throws InterruptedException {
        return broker.receive.take().response();
    }

    static void deliver(GrpcServerResponse<ReceiveRequest, StreamMessage> stream, long offset) {
        ScriptedBroker.deliver(stream, TOPIC, offset);
    }
}
