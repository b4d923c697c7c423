package io.telltale.streams.campaign;

import static io.telltale.streams.campaign.CampaignEvents.CAMPAIGN;
import static io.telltale.streams.campaign.CampaignEvents.NOW;
import static io.telltale.streams.campaign.CampaignEvents.PUSH_CAMPAIGN;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SourceError;
import io.telltale.schemas.record.SourceHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * What is counted depends on the set of readings, pushes, polls and descriptions alone: not on
 * their order, nor on when deltas are sent, delivered and published, nor on restarts.
 */
@NullUnmarked // what is unknown is null
class CountsInAnyOrderTest {

    private static final int WORLDS = 2_000;
    private static final int ORDERS = 5;
    private static final Instant BEGIN = NOW.minus(Duration.ofDays(2));
    private static final List<String> REFS =
            List.of("imei:1", "imei:2", "imei:3", "esn:3", "meid:7");
    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.PENDING, Outcome.IN_PROGRESS, Outcome.FAILED, Outcome.REMOVED);
    private static final MemberFilter ALL = new MemberFilter(Optional.empty(), false);
    private static final MemberFilter STUCK = new MemberFilter(Optional.empty(), true);
    private static final MemberFilter FAILED = new MemberFilter(Optional.of(Outcome.FAILED), false);

    @Test
    void countsMembersAndSilenceOfAnUpgradeAreTheSameInAnyOrder() {
        agree(CAMPAIGN, CountsInAnyOrderTest::upgrades);
    }

    @Test
    void countsAndMembersOfAPushCampaignAreTheSameInAnyOrder() {
        agree(PUSH_CAMPAIGN, CountsInAnyOrderTest::pushes);
    }

    private static void agree(String campaign, Function<Random, List<Object>> world) {
        var start = Long.getLong("seed", 1);
        for (var seed = start; seed < start + WORLDS; seed++) {
            var random = new Random(seed);
            var facts = new ArrayList<>(world.apply(random));
            var wanted = recomputed(facts);
            for (var order = 0; order < ORDERS; order++) {
                Collections.shuffle(facts, random);
                var counted = counted(campaign, facts, random);
                if (!counted.equals(wanted)) {
                    assertThat(counted)
                            .as("-Dseed=%d, order %d of %s", seed, order, facts)
                            .isEqualTo(wanted);
                }
            }
        }
    }

    private static List<Object> upgrades(Random random) {
        var facts = new ArrayList<Object>();
        for (var number = 1 + random.nextInt(14); number > 0; number--) {
            var at = BEGIN.plusSeconds(random.nextInt(2 * 86_400));
            facts.add(
                    DeviceStatusEvent.newBuilder(
                                    CampaignEvents.upgrade(
                                            REFS.get(random.nextInt(REFS.size())),
                                            "status" + random.nextInt(2),
                                            OUTCOMES.get(random.nextInt(OUTCOMES.size())),
                                            random.nextInt(3),
                                            at))
                            .setEventId(EventId.of("event", Integer.toString(number)))
                            .setOccurredAt(
                                    random.nextBoolean()
                                            ? BEGIN.plusSeconds(random.nextInt(3))
                                            : null)
                            .setReason(random.nextBoolean() ? "code " + random.nextInt(9) : null)
                            .build());
        }
        for (var number = random.nextInt(4); number > 0; number--) {
            var scan = CampaignEvents.scan(number, BEGIN.plusSeconds(10L * number));
            facts.add(random.nextBoolean() ? scan : failing(scan));
        }
        for (var number = random.nextInt(3); number > 0; number--) {
            facts.add(CampaignEvents.info("name" + number, BEGIN.plusSeconds(number)));
        }
        return facts;
    }

    private static SourceHealth failing(SourceHealth scan) {
        return SourceHealth.newBuilder(scan)
                .setLastError(
                        SourceError.newBuilder()
                                .setAt(scan.getLastSuccessAt().plusSeconds(5))
                                .setType("THROTTLED")
                                .setDetail("")
                                .build())
                .build();
    }

    private static List<Object> pushes(Random random) {
        var facts = new ArrayList<Object>();
        for (var number = 1 + random.nextInt(10); number > 0; number--) {
            var failed = random.nextInt(3) == 0 ? null : random.nextBoolean();
            facts.add(
                    PushActionEvent.newBuilder(
                                    CampaignEvents.push(
                                            "xtremepush:demo:" + random.nextInt(3),
                                            BEGIN.plusSeconds(random.nextInt(3)),
                                            BEGIN.plusSeconds(10 + random.nextInt(3)),
                                            failed))
                            .setEventId(EventId.of("event", Integer.toString(number)))
                            .setErrorMessage(failed != null && failed ? "why 7" : null)
                            .build());
        }
        return facts;
    }

    /** Counts the facts in this order, with sends, deliveries, ticks and restarts in between. */
    private static Map<String, Object> counted(String campaign, List<Object> facts, Random random) {
        var partitions = 1 + random.nextInt(3);
        var tasks = new CampaignTasks(partitions);
        for (var fact : facts) {
            switch (fact) {
                case DeviceStatusEvent event -> tasks.read(CampaignEvents.reading(event));
                case PushActionEvent event -> tasks.read(CampaignEvents.reading(event));
                case SourceHealth health ->
                        tasks.update(campaign, CampaignEvents.update(health), BEGIN);
                default -> tasks.update(campaign, CampaignEvents.update((Campaign) fact), BEGIN);
            }
            disturb(tasks, tasks.ref(random.nextInt(partitions)), random);
        }
        tasks.deliverAll();
        tasks.tick(NOW);
        tasks.tick(NOW);
        return plain(campaign, tasks);
    }

    private static void disturb(CampaignTasks tasks, CampaignTasks.RefTask ref, Random random) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> ref.send();
            case 3, 4, 5 -> tasks.deliver(ref);
            case 6 -> ref.restart();
            case 7 -> tasks.restartCounter();
            case 9, 10 -> tasks.tick(NOW.minusSeconds(random.nextInt(86_400)));
            default -> {}
        }
    }

    private static Map<String, Object> plain(String campaign, CampaignTasks tasks) {
        var activity = tasks.reader().activity(campaign).orElseThrow();
        var lookup = (CampaignLookup.Published) tasks.reader().progress(campaign);
        var progress = lookup.progress();
        assertThat(tasks.published.getLast().value()).isEqualTo(progress);
        var plain = new TreeMap<String, Object>();
        plain.put("outcomes", new TreeMap<>(progress.getByOutcome()));
        plain.put("devices", progress.getDevices());
        plain.put("reasons", reasons(progress));
        plain.put("stuck", progress.getStuck());
        plain.put("first", String.valueOf(progress.getFirstObservedAt()));
        plain.put("last", String.valueOf(activity.lastReadingAt()));
        plain.put("reported", String.valueOf(progress.getReportedDevices()));
        plain.put("scanned", String.valueOf(progress.getLastScanAt()));
        plain.put("name", String.valueOf(progress.getName()));
        plain.put("failing", activity.isPollFailing());
        plain.put("silence", tasks.silence(campaign));
        plain.put("members", members(tasks.members(campaign, ALL, activity, 2, NOW)));
        plain.put("stuck members", members(tasks.members(campaign, STUCK, activity, 1, NOW)));
        plain.put("failed members", members(tasks.members(campaign, FAILED, activity, 3, NOW)));
        return plain;
    }

    private static List<String> reasons(CampaignProgress progress) {
        return progress.getByReason().stream()
                .map(reason ->
                        "%s %s %s %d"
                                .formatted(
                                        reason.getOutcome(),
                                        reason.getProviderStatus(),
                                        reason.getReason(),
                                        reason.getDevices()))
                .toList();
    }

    private static List<String> members(List<MemberStanding> members) {
        return members.stream()
                .map(member ->
                        "%s %s %s %s %d %s"
                                .formatted(
                                        member.ref(),
                                        member.standing().getOutcome(),
                                        member.standing().getProviderStatus(),
                                        member.standing().getReason(),
                                        member.standing().getObservedAt(),
                                        member.stuck().map(StuckReason::name).orElse("")))
                .toList();
    }

    /** The last word on each device, counted: another way to the same. */
    private static Map<String, Object> recomputed(List<Object> facts) {
        var words = facts.stream().flatMap(fact -> Word.of(fact).stream()).toList();
        var last = new TreeMap<String, Word>();
        words.forEach(word -> last.merge(word.ref(), word, Word::later));
        last.values().removeIf(word -> word.outcome() == Outcome.REMOVED);
        var polls =
                facts.stream().filter(SourceHealth.class::isInstance).map(SourceHealth.class::cast);
        var poll = polls.max(comparingLong(health -> health.getScan().getNumber()));
        var info =
                facts.stream()
                        .filter(Campaign.class::isInstance)
                        .map(Campaign.class::cast)
                        .max(comparing(Campaign::getObservedAt));
        var first = words.stream().map(Word::seen).min(Instant::compareTo).orElseThrow();
        var latest = words.stream().map(Word::seen).max(Instant::compareTo).orElseThrow();
        var isFailing = poll.map(health -> health.getLastError() != null).orElse(false);
        var why =
                isFailing
                        ? "POLL_FAILING"
                        : isTooLongAgo(latest) ? "PROVIDER_SILENT" : "DEVICE_SILENT";

        var outcomes = new TreeMap<String, Long>();
        var silence = new TreeMap<Long, Long>();
        for (var word : last.values()) {
            outcomes.merge(word.outcome().name(), 1L, Long::sum);
            if (word.isUnderWay()) {
                silence.merge(hour(word.seen()), 1L, Long::sum);
            }
        }
        var plain = new TreeMap<String, Object>();
        plain.put("outcomes", outcomes);
        plain.put("devices", (long) last.size());
        plain.put("reasons", reasons(last));
        plain.put("stuck", last.values().stream().filter(Word::isStuck).count());
        plain.put("first", String.valueOf(first));
        plain.put("last", String.valueOf(latest.toEpochMilli()));
        plain.put(
                "reported",
                String.valueOf(poll.map(it -> it.getScan().getReportedRows()).orElse(null)));
        plain.put(
                "scanned",
                String.valueOf(poll.map(it -> it.getScan().getCompletedAt()).orElse(null)));
        plain.put("name", String.valueOf(info.map(Campaign::getName).orElse(null)));
        plain.put("failing", isFailing);
        plain.put("silence", silence);
        plain.put("members", last.values().stream().map(word -> word.shown(why)).toList());
        plain.put(
                "stuck members",
                last.values().stream().filter(Word::isStuck).map(word -> word.shown(why)).toList());
        plain.put(
                "failed members",
                last.values().stream()
                        .filter(word -> word.outcome() == Outcome.FAILED)
                        .map(word -> word.shown(why))
                        .toList());
        return plain;
    }

    private static List<String> reasons(Map<String, Word> last) {
        record Group(Outcome outcome, String status, String reason) {}
        var groups = new HashMap<Group, Long>();
        for (var word : last.values()) {
            var reason = word.reason() == null ? null : word.reason().replaceAll("[0-9]", "#");
            groups.merge(new Group(word.outcome(), word.status(), reason), 1L, Long::sum);
        }
        return groups.entrySet().stream()
                .sorted(
                        comparingLong((Map.Entry<Group, Long> group) -> -group.getValue())
                                .thenComparing(group -> group.getKey().outcome())
                                .thenComparing(group -> group.getKey().status())
                                .thenComparing(group ->
                                        Objects.requireNonNullElse(group.getKey().reason(), "")))
                .map(group ->
                        "%s %s %s %d"
                                .formatted(
                                        group.getKey().outcome(),
                                        group.getKey().status(),
                                        group.getKey().reason(),
                                        group.getValue()))
                .toList();
    }

    private static long hour(Instant time) {
        return time.getEpochSecond() / 3_600;
    }

    private static boolean isTooLongAgo(Instant time) {
        return hour(time) < hour(NOW) - 24;
    }

    /** What one event says of a device. */
    private record Word(
            String ref,
            Instant at,
            long reading,
            Instant seen,
            String id,
            Outcome outcome,
            String status,
            String reason) {

        static Optional<Word> of(Object fact) {
            return switch (fact) {
                case DeviceStatusEvent event -> Optional.of(of(event));
                case PushActionEvent event -> Optional.of(of(event));
                default -> Optional.empty();
            };
        }

        private static Word of(DeviceStatusEvent event) {
            var occurred = event.getOccurredAt();
            var isUsable =
                    occurred != null && !occurred.isAfter(event.getObservedAt().plusSeconds(600));
            return new Word(
                    event.getDevices().getFirst(),
                    isUsable ? occurred : event.getObservedAt(),
                    event.getReading(),
                    event.getObservedAt(),
                    event.getEventId(),
                    event.getOutcome(),
                    event.getProviderStatus(),
                    event.getReason());
        }

        private static Word of(PushActionEvent event) {
            var isKnown = event.getFailed() != null;
            var isFailed = isKnown && event.getFailed();
            return new Word(
                    event.getDevices().getFirst(),
                    event.getOccurredAt(),
                    isKnown ? event.getObservedAt().toEpochMilli() : 0,
                    event.getObservedAt(),
                    event.getEventId(),
                    isKnown ? isFailed ? Outcome.FAILED : Outcome.SUCCEEDED : Outcome.UNKNOWN,
                    isKnown ? isFailed ? "failed" : "sent" : "unknown",
                    event.getErrorMessage());
        }

        static Word later(Word one, Word other) {
            return comparing(Word::at)
                                    .thenComparingLong(Word::reading)
                                    .thenComparing(Word::seen)
                                    .thenComparing(Word::id)
                                    .compare(one, other)
                            > 0
                    ? one
                    : other;
        }

        boolean isUnderWay() {
            return outcome == Outcome.PENDING || outcome == Outcome.IN_PROGRESS;
        }

        boolean isStuck() {
            return isUnderWay() && isTooLongAgo(seen);
        }

        String shown(String why) {
            return "%s %s %s %s %d %s"
                    .formatted(
                            ref,
                            outcome,
                            status,
                            reason,
                            seen.toEpochMilli(),
                            isStuck() ? why : "");
        }
    }
}
