package io.telltale.poller.poll;

import java.util.concurrent.Semaphore;

/**
 * Bounds how many polls of an account run at once; the others wait in the order of their arrival.
 * Thousands of tasks wait here and not inside their polls, in the queue for the account's request
 * budget, where a long wait is a failure.
 */
public final class ConcurrencyLimit {

    /** Lets all run at once. */
    static final ConcurrencyLimit NONE = new ConcurrencyLimit(Integer.MAX_VALUE);

    private static final int USUAL = 20;

    private final Semaphore free;

    private ConcurrencyLimit(int number) {
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

    /** Gives the place back. */
    public void leave() {
        free.release();
    }
}
