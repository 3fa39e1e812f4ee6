package com.danubemessaging.embedded;

import io.vertx.core.Future;
import java.util.TreeSet;

/** Sends numbered messages one after the other in several lanes, and notes which of them were answered. */
final class Answers {

    private final RawProducer producer;
    private final int enough;
    private final Runnable whenEnough;
    private final TreeSet<String> answered = new TreeSet<>();
    private int sent;

    /**
     * Nothing has been sent.
     *
     * @param whenEnough runs once, when so many sends have been answered
     */
    Answers(RawProducer producer, int enough, Runnable whenEnough) {
        this.producer = producer;
        this.enough = enough;
        this.whenEnough = whenEnough;
    }

    /** One lane, which ends when a send fails. */
    Future<Void> send() {
        String text = next();
        return producer.sendLater(text).compose(answer -> {
            note(text);
            return send();
        });
    }

    synchronized TreeSet<String> snapshot() {
        return new TreeSet<>(answered);
    }

    private synchronized String next() {
        return "m" + sent++;
    }

    private void note(String text) {
        boolean isEnough;
        synchronized (this) {
            answered.add(text);
            isEnough = answered.size() == enough;
        }
        if (isEnough) {
            whenEnough.run();
        }
    }
}
