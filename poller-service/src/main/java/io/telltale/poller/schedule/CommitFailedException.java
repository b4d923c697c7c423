package io.telltale.poller.schedule;

/**
 * A transaction failed or this instance was fenced. Whether its records are visible is not known:
 * the producer and all memory of the partition are dropped and read again.
 */
public final class CommitFailedException extends RuntimeException {

    /** With what the producer said. */
    public CommitFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
