package io.telltale.poller.poll;

import io.telltale.schemas.record.PageFingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list that were ever published, however far they move in it. They are kept in parts
 * of up to 5,000, in the order in which they were published: only the last part ever grows, and a
 * part whose rows are all too old to be asked for again is dropped whole.
 */
final class KnownRows {

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
     * @param hash of what it says
     * @param createdAt the provider's time of it
     */
    record Fresh(long hash, @Nullable Instant createdAt) {}

    /** Those of these that were never published. */
    Set<Long> unknown(Collection<Long> hashes) {
        var unknown = new LinkedHashSet<>(hashes);
        for (var part : parts.values()) {
            part.getRows().forEach(unknown::remove);
        }
        return unknown;
    }

    /** The parts that change when these are published too. */
    List<PageFingerprint> with(List<Fresh> fresh, long scan) {
        var changed = new ArrayList<PageFingerprint>();
        var last = parts.lastEntry();
        var part = last == null ? null : last.getValue();
        var begin = 0;
        while (begin < fresh.size()) {
            var open = part == null || part.getRows().size() >= PART ? following(part) : part;
            var end = Math.min(fresh.size(), begin + PART - open.getRows().size());
            part = grown(open, fresh.subList(begin, end), scan);
            changed.add(part);
            begin = end;
        }
        return changed;
    }

    private static PageFingerprint following(@Nullable PageFingerprint part) {
        var number = part == null ? 0 : Long.parseLong(part.getFirstCursor()) + 1;
        return PageFingerprint.newBuilder()
                .setFirstCursor("%012d".formatted(number))
                .setRows(List.of())
                .setScan(0)
                .build();
    }

    private static PageFingerprint grown(PageFingerprint part, List<Fresh> fresh, long scan) {
        var rows = new ArrayList<>(part.getRows());
        var newest = rows.isEmpty() ? Instant.MIN : part.getNewest();
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

    /** None where one of them is not known: then nothing can be said of the part's age. */
    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return null;
        }
        return one.isAfter(other) ? one : other;
    }

    /** The parts whose rows were all created before. */
    List<String> createdBefore(Instant bound) {
        return parts.values().stream()
                .filter(part -> part.getNewest() != null && part.getNewest().isBefore(bound))
                .map(PageFingerprint::getFirstCursor)
                .toList();
    }
}
