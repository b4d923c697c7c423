package io.telltale.schemas.ref;

/** A text is no ref; the message names what was expected and what came. */
public final class MalformedRefException extends IllegalArgumentException {

    private static final int LONGEST = 300;

    MalformedRefException(String message) {
        super(message);
    }

    /** The text, cut where it is long. */
    static String shown(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
