package io.telltale.service;

/** The service cannot start; the message names what has to change. */
public final class StartRefusedException extends RuntimeException {

    /** With what has to change. */
    public StartRefusedException(String message) {
        super(message);
    }
}
