package io.telltale.localstack.run;

/** Why nothing was started, as one sentence for the person who asked. */
public final class StartRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    /** A refusal that a person reads as it is. */
    public StartRefusal(String sentence) {
        super(sentence);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
