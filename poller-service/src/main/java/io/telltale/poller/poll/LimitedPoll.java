package io.telltale.poller.poll;

/**
 * A poll that shares a limit with others.
 *
 * @param wrapped polls
 * @param limit shared with other tasks of the account
 */
record LimitedPoll(TaskPoll wrapped, ConcurrencyLimit limit) implements TaskPoll {

    @Override
    public PollResult poll(PollInput input) {
        return wrapped.poll(input);
    }
}
