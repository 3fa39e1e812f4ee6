package com.danubemessaging.embedded.internal.broker;

/** The tie between an open receive stream and its consumer; what the stream's owner reports, it reports here. */
public final class Attachment {

    private final BrokerClock clock;
    private final Subscription subscription;
    private final Consumer consumer;
    private final DeliveryStream stream;

    Attachment(BrokerClock clock, Subscription subscription, Consumer consumer, DeliveryStream stream) {
        this.clock = clock;
        this.subscription = subscription;
        this.consumer = consumer;
        this.stream = stream;
    }

    /** The stream had been full and takes messages again. */
    public void drained() {
        if (consumer.owns(stream)) {
            subscription.drained(consumer);
        }
    }

    /** The client closed or lost the stream; a repeated or late report is ignored. */
    public void closed() {
        subscription.detach(consumer, stream, clock.monotonicMillis());
    }
}
