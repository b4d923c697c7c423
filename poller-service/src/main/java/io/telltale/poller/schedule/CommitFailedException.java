package io.telltale.poller.schedule;

/**
 * A transaction failed or this instance was fenced. Whether its records are visible is not known:
 * the producer and all state of the partition are dropped, and the state is read again.
 */
public final class CommitFailedException extends RuntimeException {

    /** With the producer's error. */
    public CommitFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
