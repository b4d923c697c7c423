package io.telltale.streams.live;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait to be sent, a queue for each stream. When all of them hold too many bytes,
 * the queue with the most ends. Safe for threads.
 */
final class SendQueues {

    private final LiveLimits limits;
    private final ReentrantLock lock = new ReentrantLock();

    /** Those that have not ended. Guarded by the lock. */
    private final Set<Queue> queues = new HashSet<>();

    /** Guarded by the lock. */
    private long bytes;

    /** Guarded by the lock. */
    private long slow;

    SendQueues(LiveLimits limits) {
        this.limits = limits;
    }

    Queue open() {
        lock.lock();
        try {
            var queue = new Queue();
            queues.add(queue);
            return queue;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that wait in all queues; those of one event count once. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** How many queues have ended because events came faster than they were sent. */
    long endedAsSlow() {
        lock.lock();
        try {
            return slow;
        } finally {
            lock.unlock();
        }
    }

    /** The events that wait for one stream, in order. */
    final class Queue {

        private final Condition changed = lock.newCondition();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        /** Guarded by the lock. */
        private final ArrayDeque<QueuedEvent> events = new ArrayDeque<>();

        /** Guarded by the lock. */
        private long ownBytes;

        /** When an event was asked for last, by {@link System#nanoTime}. Guarded by the lock. */
        private long askedAt = System.nanoTime();

        /** Guarded by the lock. */
        private boolean isOver;

        private Queue() {}

        /** Whether it takes no further entry now. */
        boolean isFull() {
            lock.lock();
            try {
                return events.size() >= limits.queuedEvents();
            } finally {
                lock.unlock();
            }
        }

        /** Whether at most half of the events that it takes wait. */
        boolean hasRoom() {
            lock.lock();
            try {
                return events.size() <= limits.queuedEvents() / 2;
            } finally {
                lock.unlock();
            }
        }

        /** Adds an event; left out once the queue has ended. May end this queue or another one. */
        void add(QueuedEvent event) {
            lock.lock();
            try {
                if (isOver) {
                    return;
                }
                events.add(event);
                ownBytes += event.bytes().length;
                bytes += event.hold();
                changed.signal();
                while (bytes > limits.queuedBytes()) {
                    largest().endAsSlow();
                }
            } finally {
                lock.unlock();
            }
        }

        /** The next event, when it is there; null where none comes in time, and at the end. */
        byte @Nullable [] take(Duration longest) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                var left = longest.toNanos();
                askedAt = System.nanoTime();
                while (events.isEmpty() && !isOver && left > 0) {
                    left = changed.awaitNanos(left);
                }
                askedAt = System.nanoTime();
                return events.isEmpty() ? null : removeFirst().bytes();
            } finally {
                lock.unlock();
            }
        }

        private QueuedEvent removeFirst() {
            var event = events.remove();
            ownBytes -= event.bytes().length;
            bytes -= event.release();
            return event;
        }

        boolean isEmpty() {
            lock.lock();
            try {
                return events.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        /** Whether it was not asked for an event for so long. */
        boolean isSilentFor(Duration time) {
            lock.lock();
            try {
                return System.nanoTime() - askedAt > time.toNanos();
            } finally {
                lock.unlock();
            }
        }

        boolean isOver() {
            lock.lock();
            try {
                return isOver;
            } finally {
                lock.unlock();
            }
        }

        /** Completes when it has ended, on a thread of its own. */
        CompletableFuture<Void> ended() {
            return ended;
        }

        /** Ends it because events come faster than they are sent. */
        void endAsSlow() {
            lock.lock();
            try {
                slow += isOver ? 0 : 1;
                end();
            } finally {
                lock.unlock();
            }
        }

        /** Ends it and drops what waits. A repeat changes nothing. */
        void end() {
            lock.lock();
            try {
                if (isOver) {
                    return;
                }
                isOver = true;
                queues.remove(this);
                while (!events.isEmpty()) {
                    removeFirst();
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            // what follows from it may take any lock
            Thread.startVirtualThread(() -> ended.complete(null));
        }
    }

    private Queue largest() {
        return requireNonNull(
                queues.stream().max(Comparator.comparingLong(queue -> queue.ownBytes)).orElse(null),
                "bytes wait in a queue");
    }
}
