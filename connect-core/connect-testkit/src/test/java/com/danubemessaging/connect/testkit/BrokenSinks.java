package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.RecordOutcome;
import com.danubemessaging.connect.api.SinkContext;
import com.danubemessaging.connect.api.error.InvalidDataException;
import com.danubemessaging.connect.api.record.SinkRecord;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Sinks that break the contract in one way each. Not tests by themselves: {@link BrokenSinksTest} runs them. */
final class BrokenSinks {

    private BrokenSinks() {}

    abstract static class Broken extends SinkContract {
        abstract Connector sink();

        @Override
        protected ConnectorProvider provider() {
            return new MemorySinkProvider(this::sink);
        }

        @Override
        protected SinkTarget newTarget() {
            return MemoryTable.open();
        }

        @Override
        protected Set<SinkCapability> capabilities() {
            return EnumSet.of(SinkCapability.ATTRIBUTES, SinkCapability.ANY_PAYLOAD, SinkCapability.SEVERAL_TASKS);
        }
    }

    /** Says done and drops every tenth record. */
    static final class Loses extends Broken {
        @Override
        Connector sink() {
            return new MemorySink() {
                @Override
                void insert(MemoryTable into, SinkRecord record) throws IOException, MemoryTable.LockedRow {
                    if (record.offset() % 10 != 9) {
                        super.insert(into, record);
                    }
                }
            };
        }
    }

    /** Leaves a timer behind. */
    static final class LeavesATimer extends Broken {
        @Override
        Connector sink() {
            return new MemorySink() {
                @Override
                public Future<Void> initialize(SinkContext context) {
                    context.vertx().setPeriodic(1000, ignored -> {});
                    return super.initialize(context);
                }
            };
        }
    }

    /** Leaves a thread behind. */
    static final class LeavesAThread extends Broken {
        @Override
        Connector sink() {
            return new MemorySink() {
                @Override
                public Future<Void> initialize(SinkContext context) {
                    Thread thread = new Thread(
                            () -> {
                                try {
                                    Thread.currentThread().join();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            },
                            "left-behind");
                    thread.setDaemon(true);
                    thread.start();
                    return super.initialize(context);
                }
            };
        }
    }

    /** Writes on behind a record that is to be tried again. */
    static final class Overtakes extends Broken {
        @Override
        Connector sink() {
            return new MemorySink() {
                @Override
                public Future<BatchResult> processBatch(List<SinkRecord> records) {
                    List<RecordOutcome> outcomes =
                            new ArrayList<>(Collections.nCopies(records.size(), RecordOutcome.done()));
                    outcomes.set(0, RecordOutcome.retry("the first one never works at once"));
                    return Future.succeededFuture(BatchResult.of(outcomes));
                }
            };
        }
    }

    /** Writes the whole batch backwards. */
    static final class Reverses extends Broken {
        @Override
        Connector sink() {
            return new MemorySink() {
                @Override
                public Future<BatchResult> processBatch(List<SinkRecord> records) {
                    List<SinkRecord> backwards = new ArrayList<>(records);
                    Collections.reverse(backwards);
                    return super.processBatch(backwards).map(result -> {
                        List<RecordOutcome> outcomes = new ArrayList<>(result.outcomes());
                        Collections.reverse(outcomes);
                        return BatchResult.of(outcomes);
                    });
                }
            };
        }
    }

    /** Calls a good neighbour of a bad record bad. */
    static final class RefusesTooMuch extends Broken {
        @Override
        Connector sink() {
            return new MemorySink() {
                @Override
                public Future<BatchResult> processBatch(List<SinkRecord> records) {
                    if (records.stream().anyMatch(record -> record.payload().equals(MemoryTable.POISON))) {
                        return Future.succeededFuture(BatchResult.of(
                                Collections.nCopies(records.size(), RecordOutcome.invalid("one of them is bad"))));
                    }
                    return super.processBatch(records);
                }
            };
        }
    }

    /** Throws where it should return a failed future. */
    static final class Throws extends Broken {
        @Override
        Connector sink() {
            return new MemorySink() {
                @Override
                public Future<BatchResult> processBatch(List<SinkRecord> records) {
                    Objects.checkIndex(records.size() == 1 ? 0 : 1, 1);
                    return super.processBatch(records);
                }
            };
        }
    }

    /** Takes an outage for the record's fault. */
    static final class GivesUpInAnOutage extends Broken {
        @Override
        Connector sink() {
            return new MemorySink() {
                @Override
                void insert(MemoryTable into, SinkRecord record) throws MemoryTable.LockedRow {
                    try {
                        super.insert(into, record);
                    } catch (IOException e) {
                        throw new InvalidDataException("not written", e);
                    }
                }
            };
        }
    }

    /** Takes a passing failure of one record for the record's fault. */
    static final class GivesUpAtOnce extends Broken {
        @Override
        Connector sink() {
            return new MemorySink() {
                @Override
                void insert(MemoryTable into, SinkRecord record) throws IOException {
                    try {
                        super.insert(into, record);
                    } catch (MemoryTable.LockedRow e) {
                        throw new InvalidDataException("not written", e);
                    }
                }
            };
        }
    }

    /** Says of the first record of a batch that it is to be tried again, whichever it was. */
    static final class BlamesTheFirst extends Broken {
        @Override
        Connector sink() {
            return new MemorySink() {
                @Override
                public Future<BatchResult> processBatch(List<SinkRecord> records) {
                    return super.processBatch(records).map(result -> {
                        boolean anyFailed = result.outcomes().stream()
                                .anyMatch(outcome -> outcome.status() == RecordOutcome.Status.RETRY);
                        if (!anyFailed) {
                            return result;
                        }
                        List<RecordOutcome> outcomes =
                                new ArrayList<>(Collections.nCopies(records.size(), RecordOutcome.notAttempted()));
                        outcomes.set(0, RecordOutcome.retry("some record failed"));
                        return BatchResult.of(outcomes);
                    });
                }
            };
        }
    }
}
