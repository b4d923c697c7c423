package io.telltale.poller.poll;

import java.util.Optional;

/**
 * A poll that takes its turns in one of several places.
 *
 * @param poll what is polled
 * @param room shared with other tasks of the account
 */
record LimitedPoll(TaskPoll poll, ConcurrencyLimit room) implements TaskPoll {

    @Override
    public PollResult turn(PollInput state) {
        return poll.turn(state);
    }

    @Override
    public Optional<ConcurrencyLimit> places() {
        return Optional.of(room);
    }
}
