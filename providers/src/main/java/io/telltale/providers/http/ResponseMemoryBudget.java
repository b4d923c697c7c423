package io.telltale.providers.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Limits how many large answers are in memory at once. Small ones always have room; an answer that
 * grows beyond {@link #SMALL} is read on only when there is room for one more large one, and
 * meanwhile its connection is not read, so that the sender is held up by TCP.
 *
 * <p>Room is held until what was made of the answer is of no use any more: the end of {@link
 * #whileInUse}, or of the request where none is going on. One thread has room for all its answers
 * together, since it reads one after the other. For any number of threads.
 */
public final class ResponseMemoryBudget {

    /** Bytes that any answer may have without asking for room. */
    static final int SMALL = 256 * 1024;

    /**
     * What an answer of 8 MiB may take, in bytes: itself twice, its characters, its JSON tree, and
     * the records that are made of it.
     */
    private static final long LARGE = 80L << 20;

    private static final ScopedValue<Lease> CURRENT = ScopedValue.newInstance();

    private final Semaphore large;

    /** Room for so many large answers. */
    ResponseMemoryBudget(int large) {
        this.large = new Semaphore(large, true);
    }

    /** As many as three quarters of the heap hold, and one at least. */
    public static ResponseMemoryBudget ofHeap() {
        return new ResponseMemoryBudget(
                Math.clamp(Runtime.getRuntime().maxMemory() * 3 / 4 / LARGE, 1, 1000));
    }

    /** Runs work after which no answer that it read is in use. */
    public static void whileInUse(Runnable work) {
        try (var lease = new Lease()) {
            ScopedValue.where(CURRENT, lease).run(work);
        }
    }

    /** How many answers wait. */
    int waiting() {
        return large.getQueueLength();
    }

    /** For how many there is room. */
    int free() {
        return large.availablePermits();
    }

    /** The lease of the current thread. */
    static Optional<Lease> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Room for large answers, taken with the first. */
    static final class Lease implements AutoCloseable {

        private Optional<CompletableFuture<Void>> taken = Optional.empty();
        private Optional<Semaphore> held = Optional.empty();
        private boolean closed;

        /** Completes once there is room. */
        synchronized CompletableFuture<Void> take(ResponseMemoryBudget memory) {
            if (taken.isEmpty()) {
                var room = new CompletableFuture<Void>();
                taken = Optional.of(room);
                Thread.ofVirtual().name("room for an answer").start(() -> wait(memory, room));
            }
            return taken.get();
        }

        private void wait(ResponseMemoryBudget memory, CompletableFuture<Void> room) {
            memory.large.acquireUninterruptibly();
            if (keep(memory.large)) {
                room.complete(null);
            } else {
                memory.large.release();
            }
        }

        private synchronized boolean keep(Semaphore semaphore) {
            held = closed ? Optional.empty() : Optional.of(semaphore);
            return held.isPresent();
        }

        @Override
        public synchronized void close() {
            closed = true;
            held.ifPresent(Semaphore::release);
            held = Optional.empty();
        }
    }
}
