package io.telltale.recomputation;

import static io.telltale.recomputation.EventRowFixtures.day;
import static io.telltale.recomputation.EventRowFixtures.namedAt;
import static io.telltale.recomputation.EventRowFixtures.sms;
import static io.telltale.recomputation.EventRowFixtures.untimed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever the order, the same set of links and events gives the same answers. */
class ExpectedInAnyOrderTest {

    private static final int CASES = 300;

    private static final List<String> REFS =
            List.of(
                    "imei:100000000000001",
                    "imei:100000000000002",
                    "imei:100000000000003",
                    "meid:A1000000000001",
                    "esn:00000000011",
                    "esn:00000000012",
                    "graph:g1",
                    "iccid:8914800000000000001",
                    "iccid:8914800000000000002",
                    "imsi:999700000000001",
                    "msisdn:17020000001",
                    "msisdn:17020000002");

    @Test
    void identitiesAreTheSameInAnyOrder_evidenceIncluded() {
        for (var seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var rows = rows(random);
            var links = links(random);
            var wanted = answers(links, rows);
            Collections.shuffle(rows, random);
            Collections.shuffle(links, random);

            assertThat(answers(links, rows)).as("seed %d", seed).isEqualTo(wanted);
        }
    }

    @Test
    void withdrawingALinkRestoresWhatWas() {
        for (var seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var rows = rows(random);
            var links = links(random);
            var before = answers(links, rows);
            links.add(link(random, "withdrawn later"));
            answers(links, rows);
            links.removeLast();

            assertThat(answers(links, rows)).as("seed %d", seed).isEqualTo(before);
        }
    }

    @Test
    void intervalsHaveNoGaps_andRostersAgreeWithThem() {
        for (var seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var identities = new ExpectedIdentities(links(random), rows(random));
            for (var ref : REFS) {
                var intervals = identities.intervals(ref);
                assertThat(intervals.getFirst().validFrom()).isNull();
                assertThat(intervals.getLast().validTo()).isNull();
                for (var index = 1; index < intervals.size(); index++) {
                    assertThat(intervals.get(index).validFrom())
                            .isEqualTo(intervals.get(index - 1).validTo());
                    assertThat(intervals.get(index).deviceKey())
                            .isNotEqualTo(intervals.get(index - 1).deviceKey());
                }
                for (var interval : intervals) {
                    var roster = identities.roster(interval.deviceKey());
                    if (!interval.deviceKey().equals(ref)) {
                        assertThat(roster)
                                .as("seed %d, %s in %s", seed, ref, interval)
                                .anyMatch(member ->
                                        member.ref().equals(ref)
                                                && Objects.equals(
                                                        member.since(), interval.validFrom())
                                                && Objects.equals(
                                                        member.until(), interval.validTo()));
                    }
                    assertThat(roster)
                            .as("only a key that is alone needs no evidence")
                            .allMatch(member ->
                                    member.ref().equals(interval.deviceKey())
                                            || !member.evidence().text().isEmpty());
                }
            }
        }
    }

    @Test
    void messagesAreTheSameInAnyOrder_andEveryRowIsInOne() {
        for (var seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var rows = messages(random);
            var wanted = eventIds(rows);
            Collections.shuffle(rows, random);

            assertThat(eventIds(rows)).as("seed %d", seed).isEqualTo(wanted);
            assertThat(wanted.stream().flatMap(Collection::stream))
                    .containsExactlyInAnyOrderElementsOf(
                            rows.stream().map(EventRow::eventId).toList());
        }
    }

    private static Map<String, Object> answers(
            Collection<DeclaredLink> links, Collection<EventRow> rows) {
        var identities = new ExpectedIdentities(links, rows);
        var answers = new TreeMap<String, Object>();
        for (var ref : REFS) {
            answers.put(
                    ref,
                    List.of(
                            identities.intervals(ref),
                            identities.roster(ref),
                            identities.conflicts(ref)));
        }
        return answers;
    }

    private static List<EventRow> rows(Random random) {
        var rows = new ArrayList<EventRow>();
        var count = 3 + random.nextInt(25);
        for (var number = 0; number < count; number++) {
            var refs = new ArrayList<>(REFS);
            Collections.shuffle(refs, random);
            var named = refs.subList(0, 1 + random.nextInt(4)).stream().sorted(byKind()).toList();
            rows.add(namedAt("e" + number, time(random), named.toArray(String[]::new)));
        }
        return rows;
    }

    private static Comparator<String> byKind() {
        return Comparator.comparingInt(REFS::indexOf);
    }

    private static List<DeclaredLink> links(Random random) {
        var links = new ArrayList<DeclaredLink>();
        var count = random.nextInt(4);
        for (var number = 0; number < count; number++) {
            links.add(link(random, "team " + number));
        }
        return links;
    }

    private static DeclaredLink link(Random random, String by) {
        var refs = new ArrayList<>(REFS);
        Collections.shuffle(refs, random);
        var from = random.nextBoolean() ? null : time(random);
        var to = random.nextBoolean() || from == null ? null : from.plusSeconds(100_000);
        return EventRowFixtures.link(
                refs.getFirst(), refs.getLast(), from, to, by, 1 + random.nextInt(20));
    }

    private static Instant time(Random random) {
        return day(1 + random.nextInt(6)).plusSeconds(6_000L * random.nextInt(3));
    }

    private static List<EventRow.Sms> messages(Random random) {
        var texts = List.of("ok", "你好", "再见", "?", "ab?c", "abéc", "é?");
        var channels = List.of("HISTORY", "POLL", "CALLBACK");
        var rows = new ArrayList<EventRow.Sms>();
        for (var number = 0; number < 20; number++) {
            var at = day(3).plusMillis(random.nextInt(8) * 700L);
            var text = texts.get(random.nextInt(texts.size()));
            var channel = channels.get(random.nextInt(channels.size()));
            rows.add(
                    random.nextInt(5) == 0
                            ? untimed("e" + number, at, channel, text, REFS.getFirst())
                            : sms("e" + number, at, channel, text, null, REFS.getFirst()));
        }
        return rows;
    }

    private static List<List<String>> eventIds(List<EventRow.Sms> rows) {
        return ExpectedMessage.of(rows).stream()
                .map(message -> List.copyOf(message.eventIds()))
                .sorted(Comparator.comparing(Object::toString))
                .collect(Collectors.toList());
    }
}
