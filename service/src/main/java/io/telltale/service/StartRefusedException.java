package io.telltale.service;

/** The service cannot start as things are; the message says what has to change. */
public final class StartRefusedException extends RuntimeException {

    /** With what has to change. */
    public StartRefusedException(String message) {
        super(message);
    }
}
