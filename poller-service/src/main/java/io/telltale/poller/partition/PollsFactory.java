package io.telltale.poller.partition;

import io.telltale.poller.poll.OwnedPolls;
import io.telltale.poller.secret.SecretLog;

/**
 * Makes what polls the tasks of one partition, anew with each take-over: what it remembers of
 * sign-ins ends with the ownership.
 */
@FunctionalInterface
public interface PollsFactory {

    /** For one ownership, whose secrets these are. */
    OwnedPolls begin(SecretLog secrets);
}
