package io.telltale.poller.poll.xtremepush;

import io.telltale.schemas.record.PageFingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The published rows of a list that may be read again, wherever they move in it. They are kept in
 * parts of up to 5,000, in the order in which they were published: only the last part ever grows,
 * and a part whose rows are all too old to be asked for again is dropped whole. Rows without a time
 * are in parts of their own, which stay.
 */
final class KnownRows {

    /** Rows that a task may remember: 20 to 30 bytes of heap each. */
    static final int MOST = 2_000_000;

    private static final int PART = 5_000;

    private final NavigableMap<String, PageFingerprint> parts;

    /**
     * What is committed.
     *
     * @param parts by their number, 12 digits
     */
    KnownRows(NavigableMap<String, PageFingerprint> parts) {
        this.parts = parts;
    }

    /**
     * A row that is published now.
     *
     * @param hash of its content
     * @param createdAt the provider's time of it
     */
    record Fresh(long hash, @Nullable Instant createdAt) {}

    /** Those of these that are not remembered. */
    Set<Long> unknown(Collection<Long> hashes) {
        var unknown = new LinkedHashSet<>(hashes);
        for (var part : parts.values()) {
            part.getRows().forEach(unknown::remove);
        }
        return unknown;
    }

    /** The parts that change when these are published too. */
    List<PageFingerprint> with(List<Fresh> fresh, long scan) {
        var number = parts.isEmpty() ? 0 : Long.parseLong(parts.lastKey()) + 1;
        var changed = new ArrayList<PageFingerprint>();
        for (var isTimed : List.of(true, false)) {
            var rows = fresh.stream().filter(row -> (row.createdAt() != null) == isTimed).toList();
            var last =
                    parts.descendingMap().values().stream()
                            .filter(part -> (part.getNewest() != null) == isTimed)
                            .findFirst()
                            .filter(part -> part.getRows().size() < PART);
            for (var begin = 0; begin < rows.size(); last = Optional.empty()) {
                var open = last.isPresent() ? last.get() : empty(number++);
                var end = Math.min(rows.size(), begin + PART - open.getRows().size());
                changed.add(grown(open, rows.subList(begin, end), scan));
                begin = end;
            }
        }
        return changed;
    }

    private static PageFingerprint empty(long number) {
        return PageFingerprint.newBuilder()
                .setFirstCursor("%012d".formatted(number))
                .setRows(List.of())
                .setScan(0)
                .build();
    }

    private static PageFingerprint grown(PageFingerprint part, List<Fresh> fresh, long scan) {
        var rows = new ArrayList<>(part.getRows());
        var newest = part.getNewest();
        for (var row : fresh) {
            rows.add(row.hash());
            newest = later(newest, row.createdAt());
        }
        return PageFingerprint.newBuilder(part)
                .setRows(rows)
                .setNewest(newest)
                .setScan(scan)
                .build();
    }

    /** The later one; the other where one is null. */
    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /** Whether there is no room for the rows that a scan may find. */
    boolean isFull(Optional<Instant> bound) {
        var old = bound.map(this::createdBefore).orElseGet(List::of);
        return parts.values().stream()
                        .filter(part -> !old.contains(part.getFirstCursor()))
                        .mapToLong(part -> part.getRows().size())
                        .sum()
                >= MOST;
    }

    /** The parts whose rows were all created before. */
    List<String> createdBefore(Instant bound) {
        return parts.values().stream()
                .filter(part -> part.getNewest() != null && part.getNewest().isBefore(bound))
                .map(PageFingerprint::getFirstCursor)
                .toList();
    }
}
