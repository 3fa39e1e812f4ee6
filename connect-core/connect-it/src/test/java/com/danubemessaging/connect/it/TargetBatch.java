package com.danubemessaging.connect.it;

import com.danubemessaging.connect.it.sink.Verdict;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A batch that the sink has posted and waits for an answer to. */
final class TargetBatch {

    private static final int UNAVAILABLE = 503;

    private final List<String> lines;
    private final HttpServerResponse response;
    private final LineBook book;

    TargetBatch(String body, HttpServerResponse response, LineBook book) {
        this.lines = body.lines().toList();
        this.response = response;
        this.book = book;
    }

    int size() {
        return lines.size();
    }

    /** Writes the first lines, and says nothing. */
    void write(int count) {
        lines.subList(0, count).forEach(book::line);
    }

    /**
     * Decides over each line by its key, writes what is done, and says so. Behind a line that is to be tried again,
     * those of its key are left untried.
     */
    void answer(Function<String, Verdict> byKey) {
        StringBuilder answer = new StringBuilder();
        Set<String> stopped = new HashSet<>();
        for (String line : lines) {
            String key = new JsonObject(line).getString("key", "");
            Verdict verdict = stopped.contains(key) ? Verdict.NOT_ATTEMPTED : byKey.apply(key);
            if (verdict == Verdict.DONE) {
                book.line(line);
            } else if (verdict == Verdict.RETRY) {
                stopped.add(key);
            }
            answer.append(verdict).append('\n');
        }
        response.end(answer.toString());
    }

    /** Refuses the batch as a whole, as a system that is down. */
    void refuse() {
        response.setStatusCode(UNAVAILABLE).end();
    }
}
