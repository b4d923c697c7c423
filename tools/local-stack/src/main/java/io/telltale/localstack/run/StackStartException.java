package io.telltale.localstack.run;

/** Nothing was started; the message is one sentence for the user. */
public final class StackStartException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With the sentence that the user reads. */
    public StackStartException(String sentence) {
        super(sentence);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
