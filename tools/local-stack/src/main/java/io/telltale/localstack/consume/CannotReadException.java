package io.telltale.localstack.consume;

/** Reading could not begin, or broke off; the message is a sentence for whoever asked. */
public final class CannotReadException extends Exception {

    private static final long serialVersionUID = 1L;

    CannotReadException(String sentence) {
        super(sentence);
    }
}
