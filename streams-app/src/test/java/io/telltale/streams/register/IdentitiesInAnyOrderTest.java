package io.telltale.streams.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.register.RecomputedIdentities.Named;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Identities are a function of events and links, in whatever order and batches they come. */
@Tag("slow")
class IdentitiesInAnyOrderTest {

    private static final int WORLDS = 2_000;
    private static final int ORDERS_OF_A_WORLD = 5;
    private static final long DAY = 86_400_000;
    private static final long BEGIN = 20_000 * DAY + 86_390_000;

    private static final List<String> REFS =
            List.of(
                    "imei:12",
                    "imei:34",
                    "imei:56",
                    "esn:00000000012",
                    "eid:00000000000000000000000000000078",
                    "graph:a",
                    "graph:b",
                    "xtremepush:p:12",
                    "iccid:12",
                    "iccid:34",
                    "imsi:000000000000012",
                    "imsi:000000000000034",
                    "msisdn:12",
                    "msisdn:34",
                    "imei:00");

    /** Worlds have nothing in common, so each processor looks at its own. */
    @Test
    void anyOrderAndBatchesGiveTheIdentitiesOfTheDefinitions() {
        var start = Long.getLong("seed", 1);
        LongStream.range(start, start + Long.getLong("worlds", WORLDS))
                .parallel()
                .forEach(IdentitiesInAnyOrderTest::anyOrderOfOneWorld);
    }

    private static void anyOrderOfOneWorld(long seed) {
        var random = new Random(seed);
        var limits = random.nextInt(3) == 0 ? RegisterLimits.DEFAULT : lowLimits(random);
        var used = usedRefs(random);
        var events = events(random, used);
        var links = links(random, used);
        var expected = RecomputedIdentities.of(events, holding(links), limits);
        for (var order = 0; order < ORDERS_OF_A_WORLD; order++) {
            var found = inAnyOrder(events, links, limits, random);
            if (!found.equals(expected)) {
                assertThat(found)
                        .as("-Dseed=%d, order %d of %s %s", seed, order, events, links)
                        .isEqualTo(expected);
            }
        }
    }

    /** All refs, or mostly those that make pairs, or mostly those that move. */
    private static List<String> usedRefs(Random random) {
        var refs = new ArrayList<>(REFS);
        var focus = random.nextInt(3);
        if (focus == 1) {
            refs.removeIf(ref -> isCarrier(ref) && random.nextInt(4) != 0);
        } else if (focus == 2) {
            refs.removeIf(ref -> !isCarrier(ref) && random.nextInt(4) != 0);
        }
        Collections.shuffle(refs, random);
        return refs.subList(0, 2 + random.nextInt(refs.size() - 1));
    }

    private static boolean isCarrier(String ref) {
        return DeviceRef.parse(ref).kind().isCarrier();
    }

    /** So low that small worlds pass each of them. */
    private static RegisterLimits lowLimits(Random random) {
        return new RegisterLimits(
                2 + random.nextInt(3),
                3 + random.nextInt(8),
                2 + random.nextInt(10),
                1 + random.nextInt(4),
                2 + random.nextInt(4),
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                2 + random.nextInt(5),
                1 + random.nextInt(4));
    }

    private static Map<String, String> inAnyOrder(
            List<Named> events, List<DeviceLink> links, RegisterLimits limits, Random random) {
        var register = new RegisterUnderTest(limits);
        var moves = new ArrayList<Runnable>();
        for (var event : events) {
            for (var observed : RegisterUnderTest.observations(event)) {
                moves.add(() -> register.observe(observed));
                if (random.nextInt(8) == 0) {
                    moves.add(() -> register.observe(observed));
                }
            }
        }
        links.forEach(link -> moves.add(() -> register.declare(link)));
        Collections.shuffle(moves, random);
        var batch = 1 + random.nextInt(8);
        for (var move : moves) {
            move.run();
            if (random.nextInt(batch) == 0) {
                register.settle();
            }
        }
        register.settle();
        return register.shown();
    }

    private static List<Named> events(Random random, List<String> used) {
        var events = new ArrayList<Named>();
        var many = 1 + random.nextInt(14);
        for (var number = 0; number < many; number++) {
            var id = Integer.toString(1_000 + random.nextInt(9_000)) + number;
            events.add(new Named(refs(random, used, 2 + random.nextInt(2)), time(random), id));
        }
        return events;
    }

    /** Around a midnight, so that carriers move within a day and over several. */
    private static long time(Random random) {
        return BEGIN + random.nextInt(3) * DAY + random.nextInt(10) * 2_000L;
    }

    private static List<String> refs(Random random, List<String> used, int many) {
        var refs = new TreeSet<DeviceRef>();
        while (refs.size() < Math.min(many, used.size())) {
            refs.add(DeviceRef.parse(used.get(random.nextInt(used.size()))));
        }
        return refs.stream().map(DeviceRef::toString).toList();
    }

    private static List<DeviceLink> links(Random random, List<String> used) {
        var links = new ArrayList<DeviceLink>();
        var many = random.nextInt(6);
        for (var number = 0; number < many; number++) {
            var pair = refs(random, used, 2);
            var begin = time(random);
            links.add(
                    RegisterUnderTest.link(
                            pair.getFirst(),
                            pair.getLast(),
                            random.nextBoolean() ? begin : null,
                            random.nextInt(3) == 0 ? begin + random.nextInt(100_000) : null,
                            100 * random.nextInt(5) + number,
                            "operator" + random.nextInt(3),
                            random.nextInt(4) == 0));
        }
        return links;
    }

    /** The last declaration of each pair, unless it is withdrawn. */
    private static List<DeviceLink> holding(List<DeviceLink> links) {
        var last = new HashMap<List<String>, DeviceLink>();
        for (var link : links) {
            last.merge(
                    link.getRefs(),
                    link,
                    (a, b) -> a.getDeclaredAt().isAfter(b.getDeclaredAt()) ? a : b);
        }
        return last.values().stream()
                .filter(link -> link.getState() == LinkState.DECLARED)
                .toList();
    }
}
