package io.telltale.streams.device;

import io.telltale.schemas.record.SmsDirection;
import io.telltale.streams.record.SmsBlock;
import io.telltale.streams.record.SmsBlockRow;
import io.telltale.streams.record.SmsRow;
import io.telltale.streams.sms.SmsBlockKey;
import io.telltale.streams.sms.SmsWindows;
import io.telltale.streams.sms.WindowRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds SMS rows to the blocks of a device and removes them.
 *
 * <p>A row changes its own block only, and in it only what its minute, or the block where rows have
 * no provider time, comes to. Idempotent by event id. A block of up to 1,000 rows is one entry of
 * the store; in a larger one every row is an entry of its own, beside the counts of each exact
 * text, so that a further row costs the same however many there are.
 */
final class SmsBlocks {

    private static final int SCAN = 64;

    /** So many blocks of one quarter hour are looked at for the newest row that is left. */
    private static final int MOST_SCANNED = 1_024;

    private static final int DIGITS_OF_QUARTER_HOUR = 16;

    private final DeviceStore store;
    private final LargeSmsBlocks large;

    SmsBlocks(DeviceStore store) {
        this.store = store;
        this.large = new LargeSmsBlocks(store);
    }

    /**
     * What a row changes; nothing is written before {@code write} runs.
     *
     * @param tally what the counts of the device grow by
     * @param member the block under its device
     * @param newestAt largest orderAt of the block afterwards; null when it is empty
     * @param write writes it
     */
    record Change(SmsTally tally, String member, @Nullable Long newestAt, Runnable write) {}

    /** Adds a row; empty when it is there already. */
    Optional<Change> add(String device, SmsRow row) {
        var member = memberOf(SmsBlockKey.of(row));
        var block = store.blocks().get(device, member);
        if (block != null && isLarge(block)) {
            return large.add(device, member, block, row);
        }
        var before = block == null ? List.<SmsBlockRow>of() : block.getRows();
        if (holds(before, row.getEventId())) {
            return Optional.empty();
        }
        var after = new ArrayList<>(before);
        after.add(stored(row));
        var seen = Math.max(row.getObservedAt(), block == null ? 0 : block.getLastObservedAt());
        var tally = growth(row, before, after);
        Runnable write =
                after.size() > SmsWindows.MOST_ROWS
                        ? () -> large.spread(device, member, after, seen)
                        : () -> store.blocks().put(device, member, block(after, seen));
        return Optional.of(new Change(tally, member, newest(after), write));
    }

    /** Removes a row; empty when it is not there. */
    Optional<Change> remove(String device, SmsRow row) {
        var member = memberOf(SmsBlockKey.of(row));
        var block = store.blocks().get(device, member);
        if (block == null) {
            return Optional.empty();
        }
        if (isLarge(block)) {
            return large.remove(device, member, block, row);
        }
        var before = block.getRows();
        if (!holds(before, row.getEventId())) {
            return Optional.empty();
        }
        var after = without(before, row.getEventId());
        var now = after.isEmpty() ? null : block(after, block.getLastObservedAt());
        return Optional.of(
                new Change(
                        growth(row, before, after),
                        member,
                        newest(after),
                        () -> store.blocks().put(device, member, now)));
    }

    boolean isEmpty(String device) {
        return store.blocks().entries(device, "", 1).isEmpty();
    }

    /** The largest orderAt of all rows of a device after a change; null when none is left. */
    @Nullable Long newestAfter(String device, Change change) {
        var newest = change.newestAt();
        var quarterHour = newest == null ? null : quarterHourOf(change.member());
        var after = "";
        for (var scanned = 0; scanned < MOST_SCANNED; scanned += SCAN) {
            var entries = store.blocks().entries(device, after, SCAN);
            for (var entry : entries) {
                if (quarterHour != null
                        && quarterHourOf(entry.member()).compareTo(quarterHour) > 0) {
                    return newest;
                }
                if (!entry.member().equals(change.member())) {
                    quarterHour = quarterHourOf(entry.member());
                    newest = later(newest, newestOf(device, entry.member(), entry.value()));
                }
            }
            if (entries.size() < SCAN) {
                return newest;
            }
            after = entries.getLast().member();
        }
        return newest;
    }

    private @Nullable Long newestOf(String device, String member, SmsBlock block) {
        return isLarge(block) ? large.newest(device, member) : newest(block.getRows());
    }

    static boolean isLarge(SmsBlock block) {
        return block.getRowCount() > SmsWindows.MOST_ROWS;
    }

    /** The block under its device; newer quarter hours come first. */
    static String memberOf(SmsBlockKey key) {
        return DeviceStore.descending(key.quarterHour())
                + letter(key.direction())
                + DeviceStore.ascending(key.folded());
    }

    private static char letter(SmsDirection direction) {
        return switch (direction) {
            case MOBILE_ORIGINATED -> 'o';
            case MOBILE_TERMINATED -> 't';
            case UNKNOWN -> 'u';
        };
    }

    private static String quarterHourOf(String member) {
        return member.substring(0, DIGITS_OF_QUARTER_HOUR);
    }

    /**
     * What the messages of a block grow by with a row. Of rows that all have a provider time only
     * those in the row's minute are looked at: messages of other minutes stay as they are.
     */
    private static SmsTally growth(SmsRow row, List<SmsBlockRow> before, List<SmsBlockRow> after) {
        var more = after.size() > before.size() ? after : before;
        var isWholeBlock =
                more.size() > SmsWindows.MOST_ROWS
                        || more.stream().anyMatch(each -> !each.getIsTimed());
        return tally(row, after, isWholeBlock).minus(tally(row, before, isWholeBlock));
    }

    private static SmsTally tally(SmsRow row, List<SmsBlockRow> rows, boolean isWholeBlock) {
        var minute = SmsWindows.minuteOf(row.getOrderAt());
        var near = new ArrayList<WindowRow>();
        for (var each : rows) {
            if (isWholeBlock || SmsWindows.minuteOf(each.getOrderAt()) == minute) {
                near.add(windowRow(each));
            }
        }
        return SmsTally.of(SmsWindows.messages(near));
    }

    private static boolean holds(List<SmsBlockRow> rows, String eventId) {
        return rows.stream().anyMatch(row -> row.getEventId().equals(eventId));
    }

    static List<SmsBlockRow> without(List<SmsBlockRow> rows, String eventId) {
        return rows.stream().filter(row -> !row.getEventId().equals(eventId)).toList();
    }

    static SmsBlock block(List<SmsBlockRow> rows, long lastObservedAt) {
        return new SmsBlock((long) rows.size(), lastObservedAt, rows);
    }

    static @Nullable Long newest(List<SmsBlockRow> rows) {
        Long newest = null;
        for (var row : rows) {
            newest = later(newest, row.getOrderAt());
        }
        return newest;
    }

    static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }

    static SmsBlockRow stored(SmsRow row) {
        return new SmsBlockRow(
                row.getEventId(),
                row.getOrderAt(),
                row.getIsTimed(),
                row.getExactText(),
                row.getHasQuestionMark(),
                row.getIsPlain(),
                row.getChannel(),
                row.getDeliveryStatus(),
                row.getProviderDeliveryStatus(),
                row.getObservedAt());
    }

    static WindowRow windowRow(SmsBlockRow row) {
        return new WindowRow(
                row.getEventId(),
                row.getOrderAt(),
                row.getIsTimed(),
                row.getExactText(),
                row.getHasQuestionMark(),
                row.getIsPlain(),
                row.getChannel(),
                row.getDeliveryStatus(),
                row.getProviderDeliveryStatus(),
                row.getObservedAt());
    }
}
