package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.api.BatchResult;
import com.danubemessaging.connect.engine.sink.Outcome;
import com.danubemessaging.connect.engine.sink.Outcomes;
import org.jspecify.annotations.Nullable;

/** What a connector returned, as the engine reads it. */
record ResultView(BatchResult result) implements Outcomes {

    @Override
    public int size() {
        return result.outcomes().size();
    }

    @Override
    public Outcome status(int index) {
        return switch (result.outcomes().get(index).status()) {
            case DONE -> Outcome.DONE;
            case RETRY -> Outcome.RETRY;
            case INVALID -> Outcome.INVALID;
            case NOT_ATTEMPTED -> Outcome.NOT_ATTEMPTED;
        };
    }

    @Override
    public @Nullable Throwable cause(int index) {
        return result.outcomes().get(index).cause();
    }
}
