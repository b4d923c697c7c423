package io.telltale.localstack.check.cluster;

import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.stack.PlainTopicReader.Followed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what live streams brought with the topic of timelines. While a ref belongs to one
 * device, every entry of it comes once, in order: from the opening of the stream, or from the first
 * entry after a change of the device, to the end of the topic, or to the last entry before a
 * change.
 */
final class LiveComparison {

    private static final String FAMILY = "live-streams";

    private final Map<String, NavigableMap<Long, Integer>> byKey = new HashMap<>();
    private final List<String> examples = new ArrayList<>();
    private long expected;
    private long found;
    private long missing;
    private long twice;
    private long different;

    /** Takes every entry of the topic. */
    LiveComparison(List<Followed> entries) {
        for (var entry : entries) {
            byKey.computeIfAbsent(entry.key(), _ -> new TreeMap<>())
                    .put(entry.offset(), entry.partition());
        }
    }

    /** What came while a ref belonged to one device; its entries lie in one partition. */
    private record Segment(List<LiveEvent.Entry> entries, boolean isFirst, boolean isLast) {}

    void add(Received client) {
        var events = client.events();
        var seen = new HashSet<List<Long>>();
        for (var event : events) {
            switch (event) {
                case LiveEvent.Entry(var partition, var offset, _) -> {
                    found++;
                    if (!seen.add(List.of((long) partition, offset))) {
                        twice++;
                        example("twice", client.ref(), offset);
                    }
                }
                case LiveEvent.Gap _ -> {
                    different++;
                    example("gap", client.ref(), -1);
                }
                case LiveEvent.Moved _ -> {
                    // Begins a segment.
                }
            }
        }
        segments(events).forEach(segment -> compare(client, segment));
    }

    private static List<Segment> segments(List<LiveEvent> events) {
        var parts = new ArrayList<List<LiveEvent.Entry>>();
        parts.add(new ArrayList<>());
        for (var event : events) {
            if (event instanceof LiveEvent.Moved) {
                parts.add(new ArrayList<>());
            } else if (event instanceof LiveEvent.Entry entry) {
                parts.getLast().add(entry);
            }
        }
        var segments = new ArrayList<Segment>();
        for (var number = 0; number < parts.size(); number++) {
            segments.add(new Segment(parts.get(number), number == 0, number == parts.size() - 1));
        }
        return segments;
    }

    private void compare(Received client, Segment segment) {
        if (segment.entries().isEmpty()) {
            return;
        }
        var first = segment.entries().getFirst();
        var last = segment.entries().getLast();
        var entries = byKey.getOrDefault(first.deviceKey(), new TreeMap<>());
        var from =
                segment.isFirst()
                        ? client.begin().getOrDefault(first.partition(), first.offset())
                        : first.offset();
        var until = segment.isLast() ? Long.MAX_VALUE : last.offset();
        Set<Long> wanted =
                from <= until ? entries.subMap(from, true, until, true).keySet() : Set.of();
        var came = new HashSet<Long>();
        var before = -1L;
        for (var entry : segment.entries()) {
            came.add(entry.offset());
            if (entry.offset() < before || !entries.containsKey(entry.offset())) {
                different++;
                example("out of order or of another device", client.ref(), entry.offset());
            }
            before = entry.offset();
        }
        expected += segment.entries().size();
        for (var offset : wanted) {
            if (!came.contains(offset)) {
                expected++;
                missing++;
                example("missing", client.ref(), offset);
            }
        }
    }

    private void example(String what, String ref, long offset) {
        if (examples.size() < FamilyResult.MOST_EXAMPLES) {
            examples.add("%s: %s at offset %d".formatted(what, ref, offset));
        }
    }

    FamilyResult result() {
        return new FamilyResult(FAMILY, expected, found, missing, different, twice, 0, 0, examples);
    }
}
