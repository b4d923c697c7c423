package io.telltale.streams.device;

import io.telltale.streams.record.SmsBlock;
import io.telltale.streams.record.SmsBlockRow;
import io.telltale.streams.record.SmsRow;
import io.telltale.streams.record.SmsTextCount;
import io.telltale.streams.record.SmsTextCounts;
import io.telltale.streams.sms.SmsWindows;
import io.telltale.streams.step.TypedStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blocks with more than 1,000 rows: each row is an entry of its own, beside counts of each
 * exact text. A row is added or removed by reading three entries. A block that shrinks to 1,000
 * rows becomes one entry again, since its rows join again then.
 */
final class LargeSmsBlocks {

    private final DeviceStore store;

    LargeSmsBlocks(DeviceStore store) {
        this.store = store;
    }

    Optional<SmsBlocks.Change> add(String device, String member, SmsBlock block, SmsRow row) {
        var owner = owner(device, member);
        var added = SmsBlocks.stored(row);
        if (store.blockRows().get(owner, memberOf(added)) != null) {
            return Optional.empty();
        }
        var before = textOf(owner, added);
        var after = changed(before, added, 1);
        var seen = Math.max(block.getLastObservedAt(), added.getObservedAt());
        return Optional.of(
                new SmsBlocks.Change(
                        SmsTally.of(after).minus(SmsTally.of(before)),
                        member,
                        SmsBlocks.later(newest(device, member), added.getOrderAt()),
                        () -> {
                            store.blockRows().put(owner, memberOf(added), added);
                            store.textCounts().put(owner, textMember(added), after);
                            store.blocks()
                                    .put(device, member, counted(block.getRowCount() + 1, seen));
                        }));
    }

    Optional<SmsBlocks.Change> remove(String device, String member, SmsBlock block, SmsRow row) {
        var owner = owner(device, member);
        var removed = store.blockRows().get(owner, memberOf(SmsBlocks.stored(row)));
        if (removed == null) {
            return Optional.empty();
        }
        if (block.getRowCount() - 1 <= SmsWindows.MOST_ROWS) {
            return Optional.of(gathered(device, member, block, removed));
        }
        var before = textOf(owner, removed);
        var after = changed(before, removed, -1);
        return Optional.of(
                new SmsBlocks.Change(
                        SmsTally.of(after).minus(SmsTally.of(before)),
                        member,
                        newestWithout(owner, removed),
                        () -> {
                            store.blockRows().put(owner, memberOf(removed), null);
                            store.textCounts()
                                    .put(owner, textMember(removed), isEmpty(after) ? null : after);
                            store.blocks()
                                    .put(
                                            device,
                                            member,
                                            counted(
                                                    block.getRowCount() - 1,
                                                    block.getLastObservedAt()));
                        }));
    }

    /** Makes a block large. */
    void spread(String device, String member, List<SmsBlockRow> rows, long lastObservedAt) {
        var owner = owner(device, member);
        var texts = new HashMap<String, SmsTextCounts>();
        for (var row : rows) {
            store.blockRows().put(owner, memberOf(row), row);
            texts.compute(textMember(row), (_, text) -> changed(text, row, 1));
        }
        texts.forEach((text, counts) -> store.textCounts().put(owner, text, counts));
        store.blocks().put(device, member, counted(rows.size(), lastObservedAt));
    }

    @Nullable Long newest(String device, String member) {
        var first = store.blockRows().entries(owner(device, member), "", 1);
        return first.isEmpty() ? null : first.getFirst().value().getOrderAt();
    }

    /** Deletes up to so many rows of a block; false when none was left. */
    boolean deleteRows(String device, String member, int limit) {
        var owner = owner(device, member);
        var rows = store.blockRows().entries(owner, "", limit);
        for (var row : rows) {
            store.blockRows().put(owner, row.member(), null);
            store.textCounts().put(owner, textMember(row.value()), null);
        }
        return !rows.isEmpty();
    }

    private SmsBlocks.Change gathered(
            String device, String member, SmsBlock block, SmsBlockRow removed) {
        var owner = owner(device, member);
        var before =
                store.blockRows().entries(owner, "", SmsWindows.MOST_ROWS + 1).stream()
                        .map(TypedStore.Entry::value)
                        .toList();
        var after = SmsBlocks.without(before, removed.getEventId());
        var texts = before.stream().map(LargeSmsBlocks::textMember).collect(Collectors.toSet());
        return new SmsBlocks.Change(
                tally(after).minus(tally(before)),
                member,
                SmsBlocks.newest(after),
                () -> {
                    before.forEach(row -> store.blockRows().put(owner, memberOf(row), null));
                    texts.forEach(text -> store.textCounts().put(owner, text, null));
                    store.blocks()
                            .put(device, member, SmsBlocks.block(after, block.getLastObservedAt()));
                });
    }

    private static SmsTally tally(List<SmsBlockRow> rows) {
        return SmsTally.of(SmsWindows.messages(rows.stream().map(SmsBlocks::windowRow).toList()));
    }

    private @Nullable Long newestWithout(String owner, SmsBlockRow removed) {
        return store.blockRows().entries(owner, "", 2).stream()
                .map(TypedStore.Entry::value)
                .filter(row -> !row.getEventId().equals(removed.getEventId()))
                .findFirst()
                .map(SmsBlockRow::getOrderAt)
                .orElse(null);
    }

    private @Nullable SmsTextCounts textOf(String owner, SmsBlockRow row) {
        return store.textCounts().get(owner, textMember(row));
    }

    private static SmsTextCounts changed(
            @Nullable SmsTextCounts text, SmsBlockRow row, int difference) {
        var counts = new ArrayList<SmsTextCount>();
        var count = (long) difference;
        for (var each : text == null ? List.<SmsTextCount>of() : text.getCounts()) {
            if (each.getChannel() == row.getChannel()
                    && each.getDeliveryStatus() == row.getDeliveryStatus()) {
                count += each.getRowCount();
            } else {
                counts.add(each);
            }
        }
        if (count > 0) {
            counts.add(new SmsTextCount(row.getChannel(), row.getDeliveryStatus(), count));
        }
        return new SmsTextCounts(counts);
    }

    private static boolean isEmpty(SmsTextCounts text) {
        return text.getCounts().isEmpty();
    }

    private static SmsBlock counted(long rowCount, long lastObservedAt) {
        return new SmsBlock(rowCount, lastObservedAt, List.of());
    }

    /** No device key holds a space. */
    private static String owner(String device, String member) {
        return device + " " + member;
    }

    private static String memberOf(SmsBlockRow row) {
        return DeviceStore.descending(row.getOrderAt()) + " " + row.getEventId();
    }

    private static String textMember(SmsBlockRow row) {
        return DeviceStore.ascending(row.getExactText());
    }
}
