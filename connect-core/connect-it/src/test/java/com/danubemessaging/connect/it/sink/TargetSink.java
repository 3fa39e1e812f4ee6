package com.danubemessaging.connect.it.sink;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.BlockingSinkConnector;
import com.danubemessaging.connect.api.ConsumerConfig;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.error.RetryableException;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Posts a batch as JSON Lines and does what the answer says, a {@link Verdict} for each line. It waits for the answer
 * as long as it takes: only an interrupt ends a call.
 */
final class TargetSink implements BlockingSinkConnector {

    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final ConsumerConfig consumer;

    TargetSink(URI url, ConsumerConfig consumer) {
        this.url = url;
        this.consumer = consumer;
    }

    @Override
    public List<ConsumerConfig> consumerConfigs() {
        return List.of(consumer);
    }

    @Override
    public void initialize(SinkContext context) {
        // Nothing to prepare: the first batch finds out whether the target is there.
    }

    @Override
    public BatchResult processBatch(List<SinkRecord> records) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        records.forEach(record -> lines.append(line(record)).append('\n'));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(url)
                        .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new RetryableException("the target answered " + answer.statusCode() + " to a batch");
        }
        List<Verdict> verdicts = answer.body().lines().map(Verdict::valueOf).toList();
        if (verdicts.contains(Verdict.HANG)) {
            hang();
        }
        return BatchResult.of(verdicts.stream().map(TargetSink::outcome).toList());
    }

    private static JsonObject line(SinkRecord record) {
        return new JsonObject()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("key", record.key())
                .put("attributes", new JsonObject(Map.copyOf(record.attributes())))
                .put("payload", record.json());
    }

    private static RecordOutcome outcome(Verdict verdict) {
        return switch (verdict) {
            case DONE -> RecordOutcome.done();
            case RETRY -> RecordOutcome.retry("the target wants this record again");
            case NOT_ATTEMPTED -> RecordOutcome.notAttempted();
            case HANG -> throw new IllegalStateException("a call that hangs does not get here");
        };
    }

    /** What a client with a bug does: it waits for something that does not come, and swallows interrupts. */
    private static void hang() {
        CountDownLatch never = new CountDownLatch(1);
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException swallowed) {
                // On purpose, see above.
            }
        }
    }
}
