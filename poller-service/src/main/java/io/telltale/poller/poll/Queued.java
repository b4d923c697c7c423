package io.telltale.poller.poll;

import java.util.Optional;

/**
 * A poll that takes its turns in one of several places.
 *
 * @param poll what is polled
 * @param room shared with other tasks of the account
 */
record Queued(Poll poll, Places room) implements Poll {

    @Override
    public Turn turn(TaskState state) {
        return poll.turn(state);
    }

    @Override
    public Optional<Places> places() {
        return Optional.of(room);
    }
}
