package io.telltale.providers.page;

/**
 * Leave to change something at a provider, such as to acknowledge a block. It follows from a commit
 * and ends soon after it: whoever was paused in between, and may have lost its place to another
 * instance, must not send it any more.
 *
 * @param token what the change is about, such as an acknowledgement token
 * @param notAfterNanos until when a request may leave, on the clock of {@link System#nanoTime()}
 */
public record Permit(String token, long notAfterNanos) {

    /** Whether a request may still leave now. */
    public boolean holds() {
        return System.nanoTime() - notAfterNanos < 0;
    }
}
