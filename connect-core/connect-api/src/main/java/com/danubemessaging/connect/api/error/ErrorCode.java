package com.danubemessaging.connect.api.error;

/**
 * A stable name for one way of failing, for logs, dead letters and documentation. An enum implements it; connectors
 * have their own.
 */
public interface ErrorCode {

    /** Upper-case words joined by {@code _}, unique within the connector. */
    String name();

    /** One line for the reference page: what happened and what to do. */
    String description();
}
