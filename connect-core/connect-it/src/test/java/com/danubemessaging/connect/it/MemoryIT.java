package com.danubemessaging.connect.it;

import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;

/** Memory of connectors whose other end is away. All of it mostly waits for a minute to pass, and does so together. */
class MemoryIT {

    @Nested
    @Execution(CONCURRENT)
    class OfSourceMqttAndHelloSink extends PipelineMemory {}

    @Nested
    @Execution(CONCURRENT)
    class OfSourceWebhook extends WebhookMemory {}
}
