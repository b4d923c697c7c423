package io.telltale.callback.connection;

import java.util.concurrent.Semaphore;

/** Limits the open connections, separately for untrusted peers. */
final class OpenConnections {

    private final Semaphore trusted;
    private final Semaphore untrusted;

    OpenConnections(ConnectionLimits limits) {
        this.trusted = new Semaphore(limits.connections());
        this.untrusted = new Semaphore(limits.strangers());
    }

    boolean enter(boolean isUntrusted) {
        return of(isUntrusted).tryAcquire();
    }

    void leave(boolean isUntrusted) {
        of(isUntrusted).release();
    }

    private Semaphore of(boolean isUntrusted) {
        return isUntrusted ? untrusted : trusted;
    }
}
