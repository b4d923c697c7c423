package io.telltale.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.Spell;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.topology.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Identities are a function of what was said, however late and in whatever order it comes. */
class AnyOrderTest {

    private static final int RUNS = 10_000;
    private static final int ORDERS_OF_A_CASE = 5;
    private static final Instant BEGIN = Given.NOW.minusSeconds(10_000);

    private static final List<String> REFS =
            List.of(
                    "imei:12",
                    "imei:34",
                    "imei:56",
                    "esn:12",
                    "graph:a",
                    "graph:b",
                    "eid:78",
                    "iccid:12",
                    "msisdn:12",
                    "msisdn:34",
                    "mdn:12",
                    "imei:00");

    /** Worlds have nothing in common, so each processor looks at its own. */
    @Test
    void anyOrderOfTheSameEventsAndLinksGivesTheSameIdentities() {
        var start = Long.getLong("seed", 1);
        LongStream.range(start, start + RUNS / ORDERS_OF_A_CASE)
                .parallel()
                .forEach(AnyOrderTest::anyOrderOfOneWorld);
    }

    private static void anyOrderOfOneWorld(long seed) {
        var random = new Random(seed);
        var events = events(random);
        var links = links(random);
        var expected = World.ofAll(events, links);
        for (var order = 0; order < ORDERS_OF_A_CASE; order++) {
            Collections.shuffle(events, random);
            var found = World.after(events, links, random);
            if (!found.equals(expected)) {
                assertThat(found)
                        .as("-Dseed=%d, order %d of %s", seed, order, brief(events))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void anIdThatMoreThanEightDevicesClaimIsNobodys() {
        var random = new Random(Long.getLong("seed", 1));
        var claims = new ArrayList<Event>();
        for (var number = 1; number <= 8; number++) {
            var refs = List.of("imei:12" + number, "esn:98");
            claims.add(naming(refs, BEGIN.plusSeconds(number), number));
        }
        Collections.shuffle(claims, random);
        assertThat(deviceKeys(World.after(claims, List.of(), random)))
                .containsEntry("esn:98", "imei:121");

        claims.add(naming(List.of("imei:129", "esn:98"), BEGIN, 9));

        Collections.shuffle(claims, random);
        assertThat(deviceKeys(World.after(claims, List.of(), random)))
                .containsEntry("esn:98", "esn:98");
    }

    private static Map<String, String> deviceKeys(Map<String, List<Object>> found) {
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> key(entry.getValue())));
    }

    private static String key(List<Object> said) {
        var spells = (List<?>) said.getFirst();
        return ((Spell) spells.getLast()).getDeviceKey();
    }

    private static List<String> brief(List<Event> events) {
        return events.stream()
                .map(event ->
                        "%s %s at %s"
                                .formatted(
                                        event.eventId().substring(0, 4),
                                        event.devices(),
                                        event.occurredAt()))
                .toList();
    }

    private static List<Event> events(Random random) {
        var events = new ArrayList<Event>();
        var many = 1 + random.nextInt(11);
        for (var number = 0; number < many; number++) {
            var at = BEGIN.plusSeconds(random.nextInt(12));
            events.add(naming(refs(random, 2 + random.nextInt(2)), at, number));
        }
        return events;
    }

    private static Event naming(List<String> refs, Instant at, int number) {
        var sms = Given.sms(refs.getFirst(), "text" + number, Channel.POLL, at, Given.NOW);
        return new Event.Sms(
                SmsEvent.newBuilder(sms)
                        .setEventId(EventId.of("event", Integer.toString(number)))
                        .setDevices(refs)
                        .build());
    }

    private static List<String> refs(Random random, int many) {
        var refs = new TreeSet<DeviceRef>();
        while (refs.size() < many) {
            refs.add(DeviceRef.parse(REFS.get(random.nextInt(REFS.size()))));
        }
        return refs.stream().map(DeviceRef::toString).toList();
    }

    /** Said one after the other: of two words on the same refs the later holds. */
    private static List<DeviceLink> links(Random random) {
        var links = new ArrayList<DeviceLink>();
        var many = random.nextInt(5);
        for (var number = 0; number < many; number++) {
            var pair = refs(random, 2);
            var from = BEGIN.plusSeconds(random.nextInt(12));
            var link =
                    DeviceLink.newBuilder(Given.link(pair.getFirst(), pair.getLast()))
                            .setDeclaredAt(Given.NOW.plusSeconds(number))
                            .setValidFrom(random.nextBoolean() ? from : null)
                            .setValidTo(
                                    random.nextInt(3) == 0
                                            ? from.plusSeconds(1 + random.nextInt(6))
                                            : null)
                            .build();
            links.add(random.nextInt(4) == 0 ? Given.withdrawn(link) : link);
        }
        return links;
    }
}
