package io.telltale.poller.partition;

import io.telltale.poller.secret.SecretStore;

/**
 * Makes what polls the tasks of one partition, anew with each take-over: what it remembers of
 * sign-ins ends with the ownership.
 */
@FunctionalInterface
public interface PartitionPollsFactory {

    /** For one ownership, whose secrets these are. */
    PartitionPolls begin(SecretStore secrets);
}
