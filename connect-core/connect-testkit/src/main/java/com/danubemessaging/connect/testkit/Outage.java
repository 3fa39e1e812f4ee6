package com.danubemessaging.connect.testkit;

/** A way to take an external system away from its connector, and to bring it back. Called on the test's thread. */
public interface Outage {

    /** From now on the system cannot be used. */
    void begin() throws Exception;

    /** The system can be used again, with everything that it had. */
    void end() throws Exception;
}
