package io.telltale.providers.page;

import java.time.Duration;

/**
 * Leave to change something at a provider, such as to acknowledge a block. It follows from a commit
 * and ends soon after it: whoever was paused in between, and may have lost its place to another
 * instance, must not send it any more.
 *
 * @param token what the change is about, such as an acknowledgement token
 * @param notAfterNanos until when a request may leave, on the clock of {@link System#nanoTime()}
 */
public record Permit(String token, long notAfterNanos) {

    /** How long after the beginning of its commit a permit holds. */
    private static final Duration LIFE = Duration.ofSeconds(5);

    /**
     * The permit that follows from a commit.
     *
     * @param beganNanos when the commit began, on the clock of {@link System#nanoTime()}
     */
    public static Permit ofCommit(String token, long beganNanos) {
        return new Permit(token, beganNanos + LIFE.toNanos());
    }

    /** Whether a request may still leave now. */
    public boolean holds() {
        return System.nanoTime() - notAfterNanos < 0;
    }
}
