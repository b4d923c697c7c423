package io.telltale.poller.deadletter;

/**
 * Offsets of a partition.
 *
 * @param from first offset
 * @param to end, exclusive
 */
record OffsetRange(long from, long to) {

    boolean isEmpty() {
        return from >= to;
    }

    /** What both hold; empty when they do not overlap. */
    OffsetRange within(OffsetRange other) {
        return new OffsetRange(Math.max(from, other.from), Math.min(to, other.to));
    }
}
