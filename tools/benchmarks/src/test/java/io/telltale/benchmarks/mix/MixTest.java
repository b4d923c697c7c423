package io.telltale.benchmarks.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MixTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T12:00:00Z");
    private static final Fleet FLEET = new Fleet(12_000);

    @Test
    void tellsTheSame_whenTheSeedIsTheSame() {
        assertThat(told(7, FLEET, 20_000)).isEqualTo(told(7, FLEET, 20_000));
    }

    @Test
    void tellsOther_whenTheSeedIsAnother() {
        assertThat(told(7, FLEET, 20_000)).isNotEqualTo(told(8, FLEET, 20_000));
    }

    @Test
    void tellsExactlySoManyEvents_alsoInTheMiddleOfABatch() {
        var mix = new Mix(1, FLEET, BEGIN);
        var events = new ArrayList<Event>();

        mix.tell(1_234, batch -> events.addAll(batch.events()));
        mix.tell(11, batch -> events.addAll(batch.events()));

        assertThat(events).hasSize(1_245);
    }

    @Test
    void keepsTheSharesOfTheFamilies() {
        var counts =
                events(told(1, FLEET, 100_000)).stream()
                        .collect(Collectors.groupingBy(Event::getClass, Collectors.counting()));

        assertThat(counts.get(Event.Status.class)).isBetween(44_000L, 46_000L);
        assertThat(counts.get(Event.Sms.class)).isBetween(39_000L, 41_000L);
        assertThat(counts.get(Event.PushAction.class)).isBetween(14_000L, 16_000L);
    }

    @Test
    void repeatsNoEventId() {
        var events = events(told(1, FLEET, 100_000));

        var ids = events.stream().map(Event::eventId).collect(Collectors.toSet());

        assertThat(ids).hasSize(events.size());
    }

    @Test
    void namesOnlyIntroducedRefs() {
        var introduced = new HashSet<String>();
        new Introduction(FLEET, BEGIN)
                .tell(batch -> {
                    batch.events().forEach(event -> introduced.addAll(event.devices()));
                    batch.links().forEach(link -> introduced.addAll(link.getRefs()));
                });

        var named =
                events(told(1, FLEET, 50_000)).stream()
                        .flatMap(event -> event.devices().stream())
                        .collect(Collectors.toSet());

        assertThat(introduced).containsAll(named);
    }

    private static List<Batch> told(long seed, Fleet fleet, long count) {
        var batches = new ArrayList<Batch>();
        new Mix(seed, fleet, BEGIN).tell(count, batches::add);
        return batches;
    }

    private static List<Event> events(List<Batch> batches) {
        return batches.stream().flatMap(batch -> batch.events().stream()).toList();
    }
}
