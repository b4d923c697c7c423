package io.telltale.providers.page;

import java.time.Duration;

/**
 * A short lease to change something at a provider, such as to acknowledge a block. It begins with a
 * commit and ends soon after it: an instance that was paused in between may have lost its
 * partition, and must not send the request any more.
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
