package com.danubemessaging.vertx.client.internal;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.impl.HttpClientConnectionInternal;
import java.lang.reflect.Field;

/**
 * Lets requests that are made in one turn of the event loop leave with one system call.
 *
 * <p>Vert.x 5.0.7 does that for what is written while the connection is being read, and makes a system call for every
 * other request: for each acknowledgement of a batch, say, with a packet of its own for the broker to read. Netty has a
 * handler against that, but a {@link HttpClientConnection} keeps its channel to itself, so the channel is looked up by
 * reflection. Where another version calls it otherwise, requests leave one by one as before.
 */
final class SharedFlush {

    /** At the latest after so many requests their bytes leave; Netty's own choice. */
    private static final int MOST_REQUESTS = FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES;

    private SharedFlush() {}

    /** @return whether it could be done */
    static boolean on(HttpClientConnection connection) {
        try {
            Field field = connection.getClass().getDeclaredField("actual");
            field.setAccessible(true);
            if (field.get(connection) instanceof HttpClientConnectionInternal actual) {
                shareIn(actual.channelHandlerContext().pipeline());
                return true;
            }
            return false;
        } catch (ReflectiveOperationException | RuntimeException hidden) {
            return false;
        }
    }

    /** Before TLS, so that what leaves together is encrypted together. */
    private static void shareIn(ChannelPipeline pipeline) {
        FlushConsolidationHandler shared = new FlushConsolidationHandler(MOST_REQUESTS, true);
        SslHandler tls = pipeline.get(SslHandler.class);
        if (tls == null) {
            pipeline.addFirst(shared);
        } else {
            pipeline.addAfter(pipeline.context(tls).name(), null, shared);
        }
    }
}
