package io.telltale.streams.live;

/**
 * A position in {@code device.timeline.v1}: everything of a device up to here is known.
 *
 * @param partition number of the partition
 * @param offset offset of a record; -1 before the first one
 */
public record TimelinePosition(int partition, long offset) {
    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
