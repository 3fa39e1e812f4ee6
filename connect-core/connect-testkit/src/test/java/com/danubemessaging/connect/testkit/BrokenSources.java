package com.danubemessaging.connect.testkit;

import com.danubemessaging.connect.api.Connector;
import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.RecordEmitter;
import com.danubemessaging.connect.api.record.SourceOffset;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Sources that break the contract in one way each. Not tests by themselves: {@link BrokenSourcesTest} runs them. */
final class BrokenSources {

    private BrokenSources() {}

    abstract static class Broken extends SourceContract {
        abstract Connector source();

        @Override
        protected ConnectorProvider provider() {
            return new MemorySinkProvider(this::source);
        }

        @Override
        protected SourceOrigin newOrigin() {
            return MemoryQueue.open();
        }

        @Override
        protected Set<SourceCapability> capabilities() {
            return EnumSet.of(SourceCapability.TOTAL_ORDER);
        }
    }

    /** Acknowledges what it has handed over, before Danube has it. */
    static final class AcknowledgesTooEarly extends Broken {
        @Override
        Connector source() {
            return new MemorySource() {
                @Override
                void look(RecordEmitter emitter) {
                    super.look(emitter);
                    queue.acknowledged = next;
                }
            };
        }
    }

    /** Never acknowledges. */
    static final class ForgetsToAcknowledge extends Broken {
        @Override
        Connector source() {
            return new MemorySource() {
                @Override
                public Future<Void> commit(List<SourceOffset> offsets) {
                    return Future.succeededFuture();
                }
            };
        }
    }

    /** Emits on although the queue is full. */
    static final class IgnoresBackPressure extends Broken {
        @Override
        Connector source() {
            return new MemorySource() {
                @Override
                boolean mayEmit(RecordEmitter emitter) {
                    return true;
                }
            };
        }
    }

    /** Emits on a thread of its own. */
    static final class LeavesItsContext extends Broken {
        @Override
        Connector source() {
            return new MemorySource() {
                @Override
                public Future<Void> start(RecordEmitter emitter) {
                    Thread foreign = new Thread(() -> look(emitter), "foreign");
                    foreign.start();
                    return Future.succeededFuture();
                }
            };
        }
    }

    /** Leaves its timer behind. */
    static final class GoesOnAfterTheEnd extends Broken {
        @Override
        Connector source() {
            return new MemorySource() {
                @Override
                public Future<Void> quiesce() {
                    return Future.succeededFuture();
                }
            };
        }
    }
}
