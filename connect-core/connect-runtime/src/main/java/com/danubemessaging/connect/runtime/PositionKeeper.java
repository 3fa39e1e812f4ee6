package com.danubemessaging.connect.runtime;

import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.connect.api.error.ConnectException;
import com.danubemessaging.connect.api.record.SourceOffset;
import com.danubemessaging.connect.runtime.host.ConnectorKind;
import com.danubemessaging.connect.runtime.offset.PositionStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a position store means to a connector: a polled source cannot do without, for a sink it only makes gaps
 * visible that arose while it was away, a streaming source has none. Confined to the runtime's context.
 */
final class PositionKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectRuntime.class);

    private final Vertx vertx;
    private final Path folder;
    private final String connectorName;
    private @Nullable PositionStore store;
    private @Nullable String problem;
    private boolean isOfSink;
    private boolean isClosing;

    PositionKeeper(Vertx vertx, ConnectorConfig config) {
        this.vertx = vertx;
        this.folder = Path.of(config.get(CoreFields.STATE_DIR));
        this.connectorName = config.connectorName();
    }

    /** Fails if the connector cannot do without positions. */
    Future<Void> open(ConnectorKind kind) {
        isOfSink = kind == ConnectorKind.SINK;
        return switch (kind) {
            case STREAMING_SOURCE -> Future.succeededFuture();
            case POLLED_SOURCE -> open().recover(failure -> Future.failedFuture(sentence(failure)));
            case SINK ->
                open().otherwise(failure -> {
                    LOG.atWarn()
                            .addKeyValue("connector", connectorName)
                            .log(
                                    "records that the broker skips while this process is away will not be noticed: {}",
                                    sentence(failure).getMessage());
                    return null;
                });
        };
    }

    private Future<Void> open() {
        return PositionStore.open(vertx, folder, connectorName, this::written).map(opened -> {
            store = opened;
            return null;
        });
    }

    private Throwable sentence(Throwable failure) {
        return failure instanceof ConnectException
                ? failure
                : new ConfigurationException(
                        "state_dir: positions cannot be kept in " + folder + " (" + failure
                                + "); make the folder writable or choose another",
                        failure);
    }

    private void written(@Nullable Throwable failure) {
        if (failure == null) {
            problem = null;
            return;
        }
        if (problem == null && !isClosing) {
            LOG.atWarn()
                    .addKeyValue("connector", connectorName)
                    .log(
                            "state_dir: positions cannot be written to {} ({}); free space or make it writable;"
                                    + " tried again each second, records go on meanwhile",
                            folder,
                            failure.toString());
        }
        problem = "positions cannot be written to " + folder + ": " + failure;
    }

    @Nullable
    PositionStore store() {
        return store;
    }

    /** Thread-safe once open. */
    Optional<SourceOffset> committedOffset(String partition) {
        return store == null ? Optional.empty() : store.committedOffset(partition);
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Writes the last positions; what it means if that fails is said here, since nobody tries again. */
    Future<Void> close() {
        isClosing = true;
        return store == null
                ? Future.succeededFuture()
                : store.close().onFailure(failure -> LOG.atWarn()
                        .addKeyValue("connector", connectorName)
                        .log(
                                "state_dir: the last positions could not be written to {} ({}); {}",
                                folder,
                                failure.toString(),
                                isOfSink
                                        ? "nothing is lost or repeated by that, but whether the broker skips records"
                                                + " before the next start will not be certain"
                                        : "the next start goes on from those written before and repeats what came after"
                                                + " them"));
    }
}
