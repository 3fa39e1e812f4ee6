package com.danubemessaging.vertx.client.internal;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the partitions of a topic that may not exist yet.
 *
 * <p>A partitioned topic comes into being one partition at a time, and nothing records how many there will be. So once
 * a look has found nothing, an answer counts only when two looks in a row agree. Confined to its context.
 */
final class PartitionSearch {

    private final Discovery discovery;
    private final String topic;
    private @Nullable List<String> previous;

    PartitionSearch(Discovery discovery, String topic) {
        this.discovery = discovery;
        this.topic = topic;
    }

    /** @return fails with TOPIC_NOT_FOUND while there is none, with TRANSIENT while their number is not settled */
    Future<List<String>> look() {
        return discovery.partitions(topic).compose(this::judge);
    }

    private Future<List<String>> judge(List<String> found) {
        List<String> before = previous;
        previous = found;
        if (found.isEmpty()) {
            return Future.failedFuture(new DanubeException(
                    Kind.TOPIC_NOT_FOUND,
                    "Could not subscribe to " + topic + ": there is no such topic; its first producer creates it"));
        }
        if (before != null && !before.equals(found)) {
            return Future.failedFuture(new DanubeException(
                    Kind.TRANSIENT, "Could not subscribe to " + topic + " yet: it has just been created"));
        }
        return Future.succeededFuture(found);
    }
}
