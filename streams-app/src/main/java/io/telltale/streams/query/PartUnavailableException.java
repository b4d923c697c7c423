package io.telltale.streams.query;

/** A part of the stores cannot be read now, on no instance; the message names the part. */
public final class PartUnavailableException extends RuntimeException {

    /** With a reason for people. */
    public PartUnavailableException(String reason) {
        super(reason);
    }
}
