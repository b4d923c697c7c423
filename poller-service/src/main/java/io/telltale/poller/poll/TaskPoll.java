package io.telltale.poller.poll;

import java.util.Optional;

/**
 * One thing that is polled. A turn asks the provider once or twice, maps the answer and says what
 * to write; it is called by one thread at a time. It keeps nothing between turns that a restart
 * would miss.
 */
@FunctionalInterface
public interface TaskPoll {

    /** Takes a turn. Blocks while the provider answers. */
    PollResult turn(PollInput state);

    /** Where it waits before a turn; empty when it need not. */
    default Optional<ConcurrencyLimit> places() {
        return Optional.empty();
    }
}
