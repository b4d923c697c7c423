package io.telltale.poller.poll.graph;

import io.telltale.poller.poll.ConcurrencyLimit;
import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.TaskPoll;

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
