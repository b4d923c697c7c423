package io.telltale.poller.poll;

import java.util.concurrent.Semaphore;

/**
 * How many tasks of an account may take a turn at once; the others wait in the order in which they
 * came. Where an account has thousands of tasks, they wait here and not inside their turns, in the
 * queue for the account's budget, where waiting too long is a failure.
 */
public final class ConcurrencyLimit {

    private static final int USUAL = 20;

    private final Semaphore free;

    /** So many at once. */
    ConcurrencyLimit(int number) {
        this.free = new Semaphore(number, true);
    }

    /** As many as keep a usual budget busy and wait a few seconds for it. */
    public static ConcurrencyLimit usual() {
        return new ConcurrencyLimit(USUAL);
    }

    /** Waits for a place. */
    public void enter() throws InterruptedException {
        free.acquire();
    }

    /** Gives it back. */
    public void leave() {
        free.release();
    }
}
