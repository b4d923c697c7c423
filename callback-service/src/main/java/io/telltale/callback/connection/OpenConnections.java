package io.telltale.callback.connection;

import java.util.concurrent.Semaphore;

/** Counts who is connected. */
final class OpenConnections {

    private final Semaphore callers;
    private final Semaphore strangers;

    OpenConnections(ConnectionLimits limits) {
        this.callers = new Semaphore(limits.connections());
        this.strangers = new Semaphore(limits.strangers());
    }

    boolean enter(boolean stranger) {
        return of(stranger).tryAcquire();
    }

    void leave(boolean stranger) {
        of(stranger).release();
    }

    private Semaphore of(boolean stranger) {
        return stranger ? strangers : callers;
    }
}
