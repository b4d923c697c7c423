package io.telltale.streams.live;

import io.telltale.schemas.topic.KeyPartition;
import io.telltale.streams.live.LiveStream.Move;
import io.telltale.streams.live.LiveStream.Phase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which reader serves which stream. Guarded by the lock of {@link OpenStreams}.
 *
 * <p>A stream is given each record of its key once, in the order of the offsets: it knows the next
 * offset that it needs, and the catch-up reader hands it over where it has read as far as the
 * reader of what is new.
 */
final class ServedStreams {

    private final int partitions;

    /** All streams that have a start. */
    private final Map<String, Set<LiveStream>> byKey = new HashMap<>();

    /** Streams that the catch-up reader has to serve, by partition. */
    private final TreeMap<Integer, Set<LiveStream>> behind = new TreeMap<>();

    /** Next offset of each partition that is read for what is new. */
    private final Map<Integer, Long> positions = new HashMap<>();

    ServedStreams(int partitions) {
        this.partitions = partitions;
    }

    /**
     * A pass of the catch-up reader over a partition.
     *
     * @param partition its number
     * @param from smallest offset that a stream needs
     */
    record Pass(int partition, long from) {}

    int partitionOf(String deviceKey) {
        return KeyPartition.of(deviceKey, partitions);
    }

    /**
     * Begins to serve a stream.
     *
     * @param end offset after the last committed record of its partition
     */
    void enter(LiveStream stream, long end) {
        var partition = partitionOf(stream.deviceKey);
        byKey.computeIfAbsent(stream.deviceKey, _ -> new LinkedHashSet<>()).add(stream);
        var position = positions.computeIfAbsent(partition, _ -> end);
        if (stream.next >= position) {
            stream.phase = Phase.LIVE;
        } else {
            stream.phase = Phase.BEHIND;
            behind.computeIfAbsent(partition, _ -> new LinkedHashSet<>()).add(stream);
        }
    }

    /** Serves it no longer. Idempotent. */
    void leave(LiveStream stream) {
        removeFrom(byKey, stream.deviceKey, stream);
        removeFrom(behind, partitionOf(stream.deviceKey), stream);
    }

    private static <K> void removeFrom(Map<K, Set<LiveStream>> map, K key, LiveStream stream) {
        map.computeIfPresent(
                key,
                (_, streams) -> {
                    streams.remove(stream);
                    return streams.isEmpty() ? null : streams;
                });
    }

    /** Offset after the last record of its partition that lies before what it still needs. */
    long reached(LiveStream stream) {
        return stream.phase == Phase.LIVE
                ? Math.max(stream.next, positions.getOrDefault(partitionOf(stream.deviceKey), 0L))
                : stream.next;
    }

    /** Goes on under the next key of a stream that is live, after the old one's last record. */
    void follow(LiveStream stream, Move move, long end) {
        leave(stream);
        stream.left.put(stream.deviceKey, reached(stream));
        stream.deviceKey = move.deviceKey();
        stream.next = Math.max(move.from(), stream.left.getOrDefault(move.deviceKey(), 0L));
        enter(stream, end);
    }

    // ---- what is new

    /** Next offset of every partition that a stream follows; the others are forgotten. */
    Map<Integer, Long> wanted() {
        var followed = new HashSet<Integer>();
        byKey.keySet().forEach(key -> followed.add(partitionOf(key)));
        positions.keySet().retainAll(followed);
        return Map.copyOf(positions);
    }

    /** The reader of what is new has passed a record. */
    void passed(int partition, long offset) {
        positions.computeIfPresent(partition, (_, _) -> offset + 1);
    }

    /** Streams that a reader serves and that need the record. */
    List<LiveStream> needing(String deviceKey, long offset, Phase served) {
        return byKey.getOrDefault(deviceKey, Set.of()).stream()
                .filter(stream -> stream.phase == served && stream.next <= offset)
                .toList();
    }

    // ---- catching up

    /** The next partition after the last one in which a stream waits and can take events. */
    Optional<Pass> nextPass(int last) {
        behind.values().forEach(streams -> streams.forEach(stream -> stream.phase = Phase.BEHIND));
        var later = pass(behind.tailMap(last, false));
        return later.isPresent() ? later : pass(behind);
    }

    private static Optional<Pass> pass(Map<Integer, Set<LiveStream>> behind) {
        for (var each : behind.entrySet()) {
            var from =
                    each.getValue().stream()
                            .filter(stream -> stream.queue().hasRoom())
                            .mapToLong(stream -> stream.next)
                            .min();
            if (from.isPresent()) {
                return Optional.of(new Pass(each.getKey(), from.getAsLong()));
            }
        }
        return Optional.empty();
    }

    /** Serves also the streams that need nothing before this offset. */
    void join(int partition, long offset) {
        for (var stream : behind.getOrDefault(partition, Set.of())) {
            if (stream.next >= offset && stream.queue().hasRoom()) {
                stream.phase = Phase.IN_PASS;
            }
        }
    }

    /** Interrupts the catching up of a stream until it has sent what it was given. */
    void pause(LiveStream stream) {
        stream.phase = Phase.BEHIND;
    }

    /**
     * Hands the streams over where the pass has read as far as the reader of what is new.
     *
     * @param offset next offset of the pass
     * @return whether the pass goes on
     */
    boolean settle(int partition, long offset) {
        var served =
                behind.getOrDefault(partition, Set.of()).stream()
                        .filter(stream -> stream.phase == Phase.IN_PASS)
                        .toList();
        var position = positions.get(partition);
        if (position == null || offset < position) {
            return !served.isEmpty();
        }
        for (var stream : served) {
            stream.next = Math.max(stream.next, offset);
            stream.phase = Phase.LIVE;
            removeFrom(behind, partition, stream);
        }
        return false;
    }
}
