package io.telltale.localstack.check.cluster;

import io.telltale.localstack.check.cluster.Arrival.Link;
import io.telltale.localstack.check.streams.EventRows;
import io.telltale.localstack.check.streams.ExpectedAnswers;
import io.telltale.recomputation.ExpectedWorld;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * Refs that records ever name together, with all records that name one of them: nothing else has to
 * do with their devices. Its worlds are worked out when they are asked for; the last ones are kept.
 * For several threads.
 */
final class ConnectedRefs {

    /** More records than these make its worlds too dear to be worked out for each answer. */
    private static final int MOST_RECORDS = 600;

    private static final int MOST_CUTS = 128;
    private static final int KEPT_WORLDS = 64;

    private final SortedSet<String> refs;
    private final int size;
    private final PossibleRecords records;
    private final Map<PossibleRecords.Cut, World> worlds = new LinkedHashMap<>(16, 0.75f, true);

    ConnectedRefs(SortedSet<String> refs, List<Arrival> arrivals) {
        this.refs = refs;
        this.size = arrivals.size();
        this.records = new PossibleRecords(arrivals);
    }

    /**
     * What has to be answered after some of the records.
     *
     * @param world the devices
     * @param answers what they are answered as
     */
    record World(ExpectedWorld world, ExpectedAnswers answers) {}

    SortedSet<String> refs() {
        return refs;
    }

    /** Whether answers about it can be compared at all. */
    boolean isTooLarge() {
        return size > MOST_RECORDS;
    }

    /** What has to be answered at least after everything that was seen at a time. */
    World seenAt(Instant time) {
        return world(records.seenAt(time));
    }

    /** Every world that an answer may be of; none where there are too many. */
    List<World> between(Instant asOf, Instant answeredAt) {
        return records.between(asOf, answeredAt, MOST_CUTS).stream().map(this::world).toList();
    }

    private synchronized World world(PossibleRecords.Cut cut) {
        var known = worlds.get(cut);
        if (known == null) {
            known = world(records.of(cut));
            worlds.put(cut, known);
            if (worlds.size() > KEPT_WORLDS) {
                worlds.remove(worlds.keySet().iterator().next());
            }
        }
        return known;
    }

    private static World world(List<Arrival> arrivals) {
        var links =
                arrivals.stream()
                        .map(Arrival::fact)
                        .filter(Link.class::isInstance)
                        .map(link -> ((Link) link).record())
                        .toList();
        var world =
                new ExpectedWorld(EventRows.links(links), Arrival.rows(arrivals), Instant.now());
        return new World(world, new ExpectedAnswers(world));
    }
}
