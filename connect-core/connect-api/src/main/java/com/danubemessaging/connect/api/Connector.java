package com.danubemessaging.connect.api;

/**
 * Any connector; one of four shapes.
 *
 * <table>
 * <caption>The four shapes</caption>
 * <tr><th></th><th>returns {@code Future}, runs on an event loop</th><th>may block, runs on a worker thread</th></tr>
 * <tr><td>Danube to outside</td><td>{@link SinkConnector}</td><td>{@link BlockingSinkConnector}</td></tr>
 * <tr><td>outside to Danube</td><td>{@link SourceConnector}</td><td>{@link BlockingSourceConnector}</td></tr>
 * </table>
 *
 * <p>Threading, all shapes: every method of one instance is called on the one Vert.x context that hosts it, never two
 * at a time, unless the method says otherwise. State needs no locks.
 */
public sealed interface Connector
        permits SinkConnector, SourceConnector, BlockingSinkConnector, BlockingSourceConnector {}
