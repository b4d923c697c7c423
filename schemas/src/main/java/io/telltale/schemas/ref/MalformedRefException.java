package io.telltale.schemas.ref;

/** A text is no ref; the message says what was expected and what came. */
public final class MalformedRefException extends IllegalArgumentException {

    MalformedRefException(String message) {
        super(message);
    }
}
