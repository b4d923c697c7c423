package io.telltale.benchmarks.mix;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.averagingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
final class MixTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T12:00:00Z");
    private static final BenchmarkFleet FLEET = new BenchmarkFleet(12_000);
    private static final BenchmarkFleet SMALL = new BenchmarkFleet(2_400);
    private static final int A_DAY = 48_000;

    @Test
    void tellsTheSame_whenTheSeedIsTheSame() {
        assertThat(batches(7, FLEET, 20_000)).isEqualTo(batches(7, FLEET, 20_000));
    }

    @Test
    void tellsOther_whenTheSeedIsAnother() {
        assertThat(batches(7, FLEET, 20_000)).isNotEqualTo(batches(8, FLEET, 20_000));
    }

    @Test
    void tellsExactlySoManyEvents_alsoInTheMiddleOfABatch() {
        var mix = new Mix(new MixSettings(1, FLEET, BEGIN, 1_245));
        var events = new ArrayList<Event>();

        mix.publish(1_234, batch -> events.addAll(batch.events()));
        mix.publish(11, batch -> events.addAll(batch.events()));

        assertThat(events).hasSize(1_245);
    }

    @Test
    void keepsTheSharesOfTheFamilies() {
        var counts =
                events(batches(1, FLEET, 100_000)).stream()
                        .collect(Collectors.groupingBy(Event::getClass, Collectors.counting()));

        assertThat(counts.get(Event.Status.class)).isBetween(44_000L, 46_000L);
        assertThat(counts.get(Event.Sms.class)).isBetween(39_000L, 41_000L);
        assertThat(counts.get(Event.PushAction.class)).isBetween(14_000L, 16_000L);
    }

    @Test
    void repeatsThreeEventsInAHundred_seenLater() {
        var events = events(batches(1, FLEET, 100_000));

        var first = new HashMap<String, Event>();
        var repeats =
                events.stream()
                        .filter(event -> first.putIfAbsent(event.eventId(), event) != null)
                        .toList();

        assertThat(repeats).hasSizeBetween(2_500, 3_500);
        assertThat(repeats)
                .allSatisfy(repeat -> {
                    var original = requireNonNull(first.get(repeat.eventId()));
                    assertThat(repeat.occurredAt()).isEqualTo(original.occurredAt());
                    assertThat(repeat.observedAt()).isAfterOrEqualTo(original.observedAt());
                });
    }

    @Test
    void tellsOneEventInFiveLate() {
        var late =
                events(batches(1, SMALL, A_DAY)).stream()
                        .filter(event ->
                                requireNonNullElse(event.occurredAt(), event.observedAt())
                                        .plus(Duration.ofHours(1))
                                        .isBefore(event.observedAt()))
                        .count();

        assertThat(late / (double) A_DAY).isBetween(0.18, 0.22);
    }

    @Test
    void namesTwoToThreeRefsAnEvent_inKindOrderAndKeptSpelling() {
        var events = events(batches(1, FLEET, 50_000));

        assertThat(events.stream().collect(averagingInt(event -> event.devices().size())))
                .isBetween(2.0, 3.0);
        assertThat(events)
                .allSatisfy(event -> {
                    assertThat(event.devices()).allMatch(DeviceRef::isKept);
                    var refs = event.devices().stream().map(DeviceRef::parse).toList();
                    assertThat(refs).isSorted().doesNotHaveDuplicates();
                });
    }

    @Test
    void tellsThreeMessagesInTenOnTwoChannels_underImeiAndUnderMsisdn() {
        var messages =
                events(batches(1, SMALL, A_DAY)).stream()
                        .filter(Event.Sms.class::isInstance)
                        .map(event -> ((Event.Sms) event).event())
                        .collect(
                                Collectors.groupingBy(
                                        sms ->
                                                List.of(
                                                        String.valueOf(sms.getText()),
                                                        String.valueOf(sms.getOccurredAt())),
                                        Collectors.mapping(
                                                sms ->
                                                        DeviceRef.parse(sms.getDevices().getFirst())
                                                                .kind(),
                                                Collectors.toSet())));

        var twice = messages.values().stream().filter(kinds -> kinds.size() == 2).toList();

        assertThat(twice.size() / (double) messages.size()).isBetween(0.27, 0.33);
        assertThat(twice).containsOnly(Set.of(RefKind.IMEI, RefKind.MSISDN));
    }

    @Test
    void givesOneDeviceInAHundredTenThousandRows_whereThereAreSoManyEvents() {
        var many = new MixSettings(1, new BenchmarkFleet(100_000), BEGIN, 100_000_000);
        var few = new MixSettings(1, new BenchmarkFleet(100_000), BEGIN, 2_000_000);

        assertThat(many.busyRows()).isEqualTo(10_000, within(1.0));
        assertThat(few.busyRows()).isBetween(400.0, 600.0);
    }

    @Test
    void namesOnlyIntroducedRefs() {
        var introduced = new HashSet<String>();
        new IntroductionSource(FLEET, BEGIN)
                .publish(batch -> {
                    batch.events().forEach(event -> introduced.addAll(event.devices()));
                    batch.links().forEach(link -> introduced.addAll(link.getRefs()));
                });

        var named =
                events(batches(1, FLEET, 50_000)).stream()
                        .flatMap(event -> event.devices().stream())
                        .collect(Collectors.toSet());

        assertThat(introduced).containsAll(named);
    }

    private static List<Batch> batches(long seed, BenchmarkFleet fleet, long count) {
        var batches = new ArrayList<Batch>();
        new Mix(new MixSettings(seed, fleet, BEGIN, count)).publish(count, batches::add);
        return batches;
    }

    private static List<Event> events(List<Batch> batches) {
        return batches.stream().flatMap(batch -> batch.events().stream()).toList();
    }
}
