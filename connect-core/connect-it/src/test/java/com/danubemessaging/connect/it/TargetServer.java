package com.danubemessaging.connect.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.connect.it.sink.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The system behind the sink under test. It keeps book of what is written, and has manners that a test changes while
 * batches come. May be used from any thread; batches are served one after the other on one event loop.
 */
final class TargetServer implements AutoCloseable {

    /** How it treats a batch. */
    interface Manners {
        void serve(TargetBatch batch);
    }

    /** Writes everything. */
    static final Manners WELL = batch -> batch.answer(ignored -> Verdict.DONE);

    private final LineBook book;
    private final HttpServer server;
    private final AtomicInteger batches = new AtomicInteger();
    private volatile Manners manners = WELL;

    private TargetServer(Vertx vertx, LoadPlan plan) {
        this.book = new LineBook(plan);
        this.server = vertx.createHttpServer().requestHandler(this::received);
    }

    static TargetServer start(Vertx vertx, LoadPlan plan) throws TimeoutException {
        TargetServer target = new TargetServer(vertx, plan);
        target.server.listen(0, "127.0.0.1").await(10, SECONDS);
        return target;
    }

    private void received(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            batches.incrementAndGet();
            manners.serve(new TargetBatch(body.toString(), request.response(), book));
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/";
    }

    /** How it treats batches from the next one on. */
    void behave(Manners manners) {
        this.manners = manners;
    }

    LineBook book() {
        return book;
    }

    /** How many batches have come so far, repeated ones included. */
    int batches() {
        return batches.get();
    }

    @Override
    public void close() throws TimeoutException {
        server.close().await(10, SECONDS);
    }

    @Override
    public String toString() {
        return "--- target: " + batches + " batches, " + book;
    }
}
