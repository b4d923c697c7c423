package io.telltale.poller.poll;

/**
 * Polls one thing. A poll asks the provider once or twice, maps the answer and returns what to
 * write. Called by one thread at a time; keeps nothing between polls that a restart would miss.
 */
@FunctionalInterface
public interface TaskPoll {

    /** Polls once. Blocks while the provider answers. */
    PollResult poll(PollInput input);

    /** How many polls may run at once beside this one. */
    default ConcurrencyLimit limit() {
        return ConcurrencyLimit.NONE;
    }
}
