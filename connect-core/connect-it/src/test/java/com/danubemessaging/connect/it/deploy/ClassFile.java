package com.danubemessaging.connect.it.deploy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The constants of a compiled class.
 *
 * @param texts all texts: names, descriptors and strings (JVM specification 17, 4.4.7)
 */
record ClassFile(List<String> texts) {

    private static final int MAGIC = 0xCAFEBABE;

    static ClassFile read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class");
        }
        in.skipNBytes(4);
        int count = in.readUnsignedShort();
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.add(in.readUTF());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // These take two places (4.4.5).
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("no constant has the tag " + tag);
            }
        }
        return new ClassFile(texts);
    }
}
