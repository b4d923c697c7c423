package io.telltale.streams.step;

/** Names a failure without its text, which may hold what a record holds. */
public final class FailurePlace {

    private FailurePlace() {}

    /** Its class, and where it was thrown. */
    public static String of(Exception failure) {
        var frames = failure.getStackTrace();
        return failure.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }
}
