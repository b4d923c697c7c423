package io.telltale.service;

/** The service cannot start as things are; the message says what has to change. */
public final class StartRefused extends RuntimeException {

    /** With what has to change. */
    public StartRefused(String message) {
        super(message);
    }
}
