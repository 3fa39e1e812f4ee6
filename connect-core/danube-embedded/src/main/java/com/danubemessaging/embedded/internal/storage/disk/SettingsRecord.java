package com.danubemessaging.embedded.internal.storage.disk;

import com.danubemessaging.embedded.internal.storage.SubscriptionSettings;
import com.danubemessaging.embedded.model.BackoffStrategy;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.PoisonPolicy;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;

/** A subscription's settings, with its name, as bytes. */
record SettingsRecord(Batch.Subscription subscription, SubscriptionSettings settings) {

    byte[] encode() {
        return Bytes.of(this::write);
    }

    static SettingsRecord decode(byte[] bytes) throws IOException {
        return Bytes.read(bytes, SettingsRecord::read);
    }

    private void write(DataOutputStream out) throws IOException {
        Bytes.writeText(out, subscription.topic());
        Bytes.writeText(out, subscription.name());
        out.writeInt(settings.window());
        FailurePolicy policy = settings.failurePolicy();
        out.writeBoolean(policy != null);
        if (policy != null) {
            out.writeInt(policy.maxRedeliveryCount());
            out.writeLong(policy.ackTimeout().toMillis());
            out.writeLong(policy.baseRedeliveryDelay().toMillis());
            out.writeLong(policy.maxRedeliveryDelay().toMillis());
            out.writeUTF(policy.backoffStrategy().name());
            out.writeUTF(policy.poisonPolicy().name());
            Bytes.writeOptional(out, policy.deadLetterTopic());
        }
    }

    private static SettingsRecord read(DataInputStream in) throws IOException {
        Batch.Subscription subscription = new Batch.Subscription(Bytes.readText(in), Bytes.readText(in));
        int window = in.readInt();
        FailurePolicy policy = in.readBoolean()
                ? new FailurePolicy(
                        in.readInt(),
                        Duration.ofMillis(in.readLong()),
                        Duration.ofMillis(in.readLong()),
                        Duration.ofMillis(in.readLong()),
                        BackoffStrategy.valueOf(in.readUTF()),
                        PoisonPolicy.valueOf(in.readUTF()),
                        Bytes.readOptional(in))
                : null;
        return new SettingsRecord(subscription, new SubscriptionSettings(policy, window));
    }
}
