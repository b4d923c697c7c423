package io.telltale.schemas.ref;

/** A text is not a ref; the message says what was expected and what came. */
public final class MalformedRef extends IllegalArgumentException {

    MalformedRef(String message) {
        super(message);
    }
}
