package com.danubemessaging.connect.source.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactCumulatorTest {

    private static final int READ_BYTES = 64 * 1024;
    private static final int PAYLOAD_BYTES = 1024;

    private final CompactCumulator cumulator = new CompactCumulator();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);

    private ByteBuf filled(int bytes) {
        return allocator.buffer(bytes, bytes).writeZero(bytes);
    }

    @Test
    void keepsTheOrderOfBytes() {
        ByteBuf waiting = Unpooled.copiedBuffer(new byte[] {0, 1, 2}).skipBytes(1);

        ByteBuf joined = cumulator.cumulate(allocator, waiting, Unpooled.copiedBuffer(new byte[] {3, 4}));

        assertThat(joined.readableBytes()).isEqualTo(4);
        for (int i = 1; i <= 4; i++) {
            assertThat(joined.readByte()).isEqualTo((byte) i);
        }
        joined.release();
    }

    @Test
    void releasesWhatItHasJoined() {
        ByteBuf waiting = filled(10);
        ByteBuf read = filled(20);

        ByteBuf joined = cumulator.cumulate(allocator, waiting, read);

        assertThat(waiting.refCnt()).isZero();
        assertThat(read.refCnt()).isZero();
        assertThat(joined.release()).isTrue();
    }

    @Test
    void copiesALargePacketAConstantNumberOfTimes() {
        ByteBuf waiting = filled(READ_BYTES);
        int moves = 0;
        for (int i = 0; i < 64; i++) {
            ByteBuf joined = cumulator.cumulate(allocator, waiting, filled(READ_BYTES));
            moves += joined == waiting ? 0 : 1;
            waiting = joined;
        }

        assertThat(waiting.readableBytes()).isEqualTo(65 * READ_BYTES);
        assertThat(moves).isLessThan(10);
        waiting.release();
    }

    /** As in a source that pauses and resumes: at the end of each read one message is still held. */
    @Test
    void needsNoMoreMemoryThanAFewReadsHoweverMuchPassesThrough() {
        MqttDecoder decoder = new MqttDecoder();
        decoder.setCumulator(cumulator);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.config().setAllocator(allocator);
        ByteBuf packet = publish();
        ByteBuf stream = Unpooled.buffer();
        List<MqttPublishMessage> held = new ArrayList<>();
        long most = 0;
        for (int reads = 0; reads < 500; reads++) {
            while (stream.readableBytes() < READ_BYTES) {
                stream.writeBytes(packet, 0, packet.readableBytes());
            }
            ByteBuf read = allocator.buffer(READ_BYTES, READ_BYTES);
            read.writeBytes(stream, READ_BYTES);
            stream.discardReadBytes();
            // Not writeInbound: the read completes while the last message is still held.
            channel.pipeline().fireChannelRead(read);
            take(channel, held);
            channel.pipeline().fireChannelReadComplete();
            held.forEach(MqttPublishMessage::release);
            held.clear();
            most = Math.max(most, allocator.metric().usedDirectMemory());
        }

        assertThat(most).isPositive().isLessThan(8L * READ_BYTES);
        channel.finishAndReleaseAll();
        packet.release();
    }

    private static void take(EmbeddedChannel channel, List<MqttPublishMessage> held) {
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            held.add((MqttPublishMessage) message);
        }
    }

    /** A PUBLISH packet of QoS 0 for the topic "t". */
    private static ByteBuf publish() {
        int remaining = 2 + 1 + PAYLOAD_BYTES;
        return Unpooled.buffer()
                .writeByte(0x30)
                .writeByte(remaining % 128 | 0x80)
                .writeByte(remaining / 128)
                .writeShort(1)
                .writeByte('t')
                .writeZero(PAYLOAD_BYTES);
    }
}
