package io.telltale.poller.partition;

import io.telltale.poller.poll.Poll;
import io.telltale.poller.secret.SecretLog;
import io.telltale.schemas.record.PollTask;
import java.util.function.Function;

/**
 * Makes what polls the tasks of one partition, anew with each take-over: what it remembers of
 * sign-ins ends with the ownership.
 */
@FunctionalInterface
public interface PollsFactory {

    /** For one ownership, whose secrets these are. */
    Function<PollTask, Poll> begin(SecretLog secrets);
}
