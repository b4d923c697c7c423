package io.telltale.streams.live;

import java.util.Optional;

/**
 * Where a stream begins in the partition of its device key.
 *
 * @param next offset of the first record that it is given
 * @param hasGap whether records that the client asked for are left out
 */
record StreamStart(long next, boolean hasGap) {

    /**
     * Begins after the client's last event where it lies in this partition. Leaves out what is no
     * longer kept and what lies too far back. An event in another partition is of another device,
     * one beyond the end is of a topic that was deleted: such a client begins now, with a gap.
     *
     * @param after position of the client's last event; empty for now
     * @param first offset of the first record that is kept
     * @param end offset after the last committed record
     * @param longest most records to go back
     */
    static StreamStart of(
            Optional<TimelinePosition> after, int partition, long first, long end, long longest) {
        if (after.isEmpty()) {
            return new StreamStart(end, false);
        }
        var wanted = after.get().offset() + 1;
        if (after.get().partition() != partition || wanted > end) {
            return new StreamStart(end, true);
        }
        var earliest = Math.max(first, end - longest);
        return wanted < earliest ? new StreamStart(earliest, true) : new StreamStart(wanted, false);
    }
}
