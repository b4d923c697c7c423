package io.telltale.poller.letter;

/** The brokers do not give or take now what was asked of them; nothing was written. */
public final class LettersAway extends RuntimeException {

    LettersAway(String message) {
        super(message);
    }

    LettersAway(String message, Throwable cause) {
        super(message, cause);
    }
}
