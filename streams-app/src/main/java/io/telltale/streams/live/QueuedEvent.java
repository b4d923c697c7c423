package io.telltale.streams.live;

/** An event in bytes; several queues may hold it. */
final class QueuedEvent {

    private final byte[] bytes;

    /** Queues that hold it. Guarded by the lock of {@link SendQueues}. */
    private int holders;

    QueuedEvent(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** The bytes that are held now and were not before. */
    long hold() {
        holders++;
        return holders == 1 ? bytes.length : 0;
    }

    /** The bytes that are held no longer. */
    long release() {
        holders--;
        return holders == 0 ? bytes.length : 0;
    }
}
