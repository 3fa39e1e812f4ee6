package com.danubemessaging.connect.api;

/** What the runtime offers to one task of a sink. */
public non-sealed interface SinkContext extends ConnectorContext {

    /** This task's number, from 0. */
    int task();

    /** How many tasks run in this process; records of one lane always go to the same task. */
    int taskCount();
}
