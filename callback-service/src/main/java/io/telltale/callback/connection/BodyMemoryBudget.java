package io.telltale.callback.connection;

import java.util.concurrent.atomic.AtomicLong;

/** Memory budget of request bodies; a body is admitted before its first byte is read. */
final class BodyMemoryBudget {

    private final long all;
    private final AtomicLong taken = new AtomicLong();

    BodyMemoryBudget(long bytes) {
        this.all = bytes;
    }

    /** Whether there was room for so many bytes; if so, it is taken. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= all) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
