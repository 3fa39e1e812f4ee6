package com.danubemessaging.connect.engine.sink;

/** Who else may be given records of a subscription. It decides what a jump of the offsets means. */
public enum Readers {
    /** Nobody, ever: a jump is a gap, also one made while no stream was open. */
    ONE,
    /**
     * Nobody while this process has its stream, others before and after it (Failover): a jump within a stream is a gap,
     * and what happened between two streams is not known.
     */
    ONE_AT_A_TIME,
    /** Others at the same time: a jump means nothing. */
    SEVERAL
}
