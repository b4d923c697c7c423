package io.telltale.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for a condition and fails when a time limit is over. The one wait of all tests. */
public final class Await {

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(90);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private Await() {}

    /** What a test waits for. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it holds now; an exception ends the wait. */
        boolean holds() throws Exception;
    }

    /**
     * Waits at most 90 seconds.
     *
     * @param failure describes what holds instead, when the time is over
     */
    public static void until(Condition condition, Supplier<String> failure) {
        until(USUAL_LIMIT, condition, failure);
    }

    /** The same where the condition explains itself. */
    public static void until(Condition condition) {
        until(condition, () -> "the condition does not hold");
    }

    /** The same with a limit of the test's own. */
    public static void until(Duration limit, Condition condition, Supplier<String> failure) {
        untilAsserted(
                limit,
                () -> {
                    if (!holds(condition)) {
                        throw new AssertionError(failure.get());
                    }
                });
    }

    /** Repeats assertions until none of them fails; throws the last failure after the limit. */
    public static void untilAsserted(Duration limit, Runnable assertions) {
        var begin = System.nanoTime();
        for (var failure = failure(assertions); failure != null; failure = failure(assertions)) {
            var waited = System.nanoTime() - begin;
            if (waited > limit.toNanos()) {
                throw new AssertionError(
                        "not within %s: %s".formatted(limit, failure.getMessage()), failure);
            }
            LockSupport.parkNanos(pauseAfter(waited));
        }
    }

    /**
     * In nanoseconds: a tenth of the time waited so far, so that a long wait does not poll hard.
     */
    private static long pauseAfter(long waited) {
        return Math.clamp(waited / 10, FIRST_PAUSE.toNanos(), LONGEST_PAUSE.toNanos());
    }

    /** Assertions about answers that are not there yet fail with a {@link NullPointerException}. */
    private static @Nullable Throwable failure(Runnable assertions) {
        try {
            assertions.run();
            return null;
        } catch (AssertionError | NullPointerException e) {
            return e;
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (Exception e) {
            throw new IllegalStateException("the condition failed", e);
        }
    }
}
