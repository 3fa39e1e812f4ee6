package com.danubemessaging.embedded.internal.storage.disk;

import com.danubemessaging.embedded.internal.schema.CompatibilityMode;
import com.danubemessaging.embedded.internal.schema.Definition;
import com.danubemessaging.embedded.internal.schema.SchemaType;
import com.danubemessaging.embedded.internal.schema.Subject;
import com.danubemessaging.embedded.internal.schema.SubjectVersion;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A schema subject with all its versions as bytes. Definitions are kept as text and read anew. */
final class SubjectRecord {

    private SubjectRecord() {}

    static byte[] encode(Subject subject) {
        return Bytes.of(out -> write(out, subject));
    }

    static Subject decode(byte[] bytes) throws IOException {
        return Bytes.read(bytes, SubjectRecord::read);
    }

    private static void write(DataOutputStream out, Subject subject) throws IOException {
        out.writeLong(subject.id());
        Bytes.writeText(out, subject.name());
        out.writeUTF(subject.mode().name());
        out.writeInt(subject.registered().size());
        for (SubjectVersion version : subject.registered()) {
            out.writeInt(version.version());
            out.writeBoolean(subject.version(version.version()).isPresent());
            out.writeUTF(version.definition().type().name());
            Bytes.writeText(out, version.definition().source());
            out.writeLong(version.createdAt());
            Bytes.writeText(out, version.createdBy());
            Bytes.writeText(out, version.description());
            out.writeInt(version.tags().size());
            for (String tag : version.tags()) {
                Bytes.writeText(out, tag);
            }
        }
    }

    private static Subject read(DataInputStream in) throws IOException {
        long id = in.readLong();
        String name = Bytes.readText(in);
        CompatibilityMode mode = CompatibilityMode.valueOf(in.readUTF());
        List<SubjectVersion> registered = new ArrayList<>();
        Set<Integer> listed = new HashSet<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int number = in.readInt();
            if (in.readBoolean()) {
                listed.add(number);
            }
            SchemaType type = SchemaType.valueOf(in.readUTF());
            Definition definition = Definition.parse(type, Bytes.readText(in).getBytes(StandardCharsets.UTF_8));
            registered.add(new SubjectVersion(
                    number, definition, in.readLong(), Bytes.readText(in), Bytes.readText(in), readTags(in)));
        }
        return new Subject(id, name, mode, registered, listed);
    }

    private static List<String> readTags(DataInputStream in) throws IOException {
        List<String> tags = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            tags.add(Bytes.readText(in));
        }
        return List.copyOf(tags);
    }
}
