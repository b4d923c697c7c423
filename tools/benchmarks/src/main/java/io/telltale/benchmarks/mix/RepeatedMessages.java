package io.telltale.benchmarks.mix;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Messages of the queue that a history repeats, under the number of their SIM. */
final class RepeatedMessages {

    private final Duration after;
    private final Queue<Message> waiting = new ArrayDeque<>();

    /**
     * Nothing waits yet.
     *
     * @param after how long a message waits
     */
    RepeatedMessages(Duration after) {
        this.after = after;
    }

    /**
     * A message from a device.
     *
     * @param msisdn number of the SIM that sent it
     * @param at when it was sent
     * @param seen when it was in the queue
     */
    record Message(String msisdn, Instant at, String text, Instant seen) {}

    void add(Message message) {
        waiting.add(message);
    }

    /** The next message that has waited long enough. */
    Optional<Message> next(Instant now) {
        var first = waiting.peek();
        return first == null || first.seen().plus(after).isAfter(now)
                ? Optional.empty()
                : Optional.ofNullable(waiting.poll());
    }
}
