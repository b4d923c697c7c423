package io.telltale.streams.query;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A bound on the reads that go on at the same time. Those above it are refused at once: answers
 * that come after their client has given up would only delay the others. Safe for threads.
 */
public final class ReadCeiling {

    private final Semaphore free;

    /** At most so many at a time. */
    public ReadCeiling(int most) {
        this.free = new Semaphore(most);
    }

    /** What is read; empty where too much is being read already. */
    public <T> Optional<T> within(Supplier<T> read) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read.get());
        } finally {
            free.release();
        }
    }
}
