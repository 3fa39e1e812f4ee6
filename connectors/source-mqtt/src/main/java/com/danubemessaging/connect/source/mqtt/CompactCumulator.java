package com.danubemessaging.connect.source.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.ByteToMessageDecoder.Cumulator;

/**
 * Joins what was read with what waits to be decoded, in a buffer that grows with what waits and with nothing else.
 *
 * <p>Netty's own ({@link ByteToMessageDecoder#MERGE_CUMULATOR}, 4.2.9) appends to one buffer, whose decoded front is
 * cut off when a read is complete, unless a decoded message still points into it. While a source pauses and resumes,
 * one does at each such moment, and the end of a packet hardly ever falls on the end of a read: the buffer grew by all
 * that was read, up to 32 MiB of direct memory in one piece. Here the front is left behind as soon as the buffer is
 * full.
 */
final class CompactCumulator implements Cumulator {

    @Override
    public ByteBuf cumulate(ByteBufAllocator allocator, ByteBuf waiting, ByteBuf read) {
        int unread = waiting.readableBytes();
        if (unread == 0 || read.readableBytes() <= waiting.writableBytes()) {
            return ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, waiting, read);
        }
        int needed = Math.addExact(unread, read.readableBytes());
        // Doubling what waits, so that a large packet that comes in many reads is copied a constant number of times.
        ByteBuf joined = allocator.buffer(allocator.calculateNewCapacity(needed, Integer.MAX_VALUE));
        try {
            return joined.writeBytes(waiting).writeBytes(read);
        } finally {
            waiting.release();
            read.release();
        }
    }
}
