package com.danubemessaging.embedded.model;

/** When a broker that keeps its data on disk answers what changes that data. */
public enum Durability {
    /**
     * After it is on disk, forced there with everything else that waits. Nothing that was answered is lost, be it by
     * the end of the process or of the machine, and no consumer sees a message that could still be lost.
     * Acknowledgements alone are answered at once: losing one costs a redelivery and never a message.
     */
    SYNC,
    /**
     * Before it is written, as a Danube broker does (Danube protocol: persistence). A crash loses what was answered in
     * the last moments, at most five seconds of it.
     */
    ASYNC
}
