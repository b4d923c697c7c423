package io.telltale.streams.device;

import io.telltale.streams.record.SmsBlock;
import io.telltale.streams.step.TypedStore;
import java.time.Duration;
import java.util.List;

/**
 * Deletes SMS blocks whose rows have expired; the counts stay. Once a day of stream time it goes
 * through all blocks in slices. Refs delete their rows first: a block stays a day longer, so that a
 * row that still moves to another device is still found here.
 */
final class ExpireSmsBlocks {

    /** Blocks looked at, or rows of a large block deleted, in one slice. */
    static final int SLICE = 200;

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final DeviceStore store;
    private final LargeSmsBlocks large;
    private final long keptFor;

    private long startedDay = Long.MIN_VALUE;
    private long finishedDay = Long.MIN_VALUE;
    private String device = "";
    private String member = "";

    ExpireSmsBlocks(DeviceStore store, Duration retention) {
        this.store = store;
        this.large = new LargeSmsBlocks(store);
        this.keptFor = retention.toMillis() + DAY;
    }

    /**
     * Goes on by one slice.
     *
     * @param streamTime largest observedAt so far, in milliseconds
     */
    void nextSlice(long streamTime) {
        var day = Math.floorDiv(streamTime, DAY);
        if (day <= finishedDay) {
            return;
        }
        if (device.isEmpty()) {
            startedDay = day;
        }
        var blocks = nextBlocks();
        if (blocks.isEmpty()) {
            finish(startedDay);
            return;
        }
        for (var block : blocks) {
            var isExpired = block.value().getLastObservedAt() < streamTime - keptFor;
            if (isExpired && hasRowsLeft(block)) {
                return; // goes on here
            }
            if (isExpired) {
                store.blocks().put(block.owner(), block.member(), null);
            }
            device = block.owner();
            member = block.member();
        }
    }

    /** Leaves the rest of the blocks to the next day. */
    void skipToday(long streamTime) {
        finish(Math.floorDiv(streamTime, DAY));
    }

    private void finish(long day) {
        finishedDay = day;
        device = "";
        member = "";
    }

    private boolean hasRowsLeft(TypedStore.Entry<SmsBlock> block) {
        return SmsBlocks.isLarge(block.value())
                && large.deleteRows(block.owner(), block.member(), SLICE);
    }

    private List<TypedStore.Entry<SmsBlock>> nextBlocks() {
        var rest =
                device.isEmpty()
                        ? List.<TypedStore.Entry<SmsBlock>>of()
                        : store.blocks().entries(device, member, SLICE);
        return rest.isEmpty() ? store.blocks().owners(device, SLICE) : rest;
    }
}
