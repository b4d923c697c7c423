package io.telltale.streams.ref;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.ReasonText;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.streams.record.ReadingPlace;
import io.telltale.streams.record.TaskHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskHistoriesTest {

    private static final int ORDERS = 10_000;
    private static final long SEED = 12;
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void theHistoryIsTheSameInEveryOrderOfTheReadings() {
        for (var round = 0; round < ORDERS; round++) {
            var random = new Random(SEED + round);
            var readings = readings(random);
            var expected = runs(readings);
            Collections.shuffle(readings, random);
            var history = folded(readings);
            assertThat(shown(history))
                    .as("seed %d", SEED + round)
                    .isEqualTo(
                            expected.subList(
                                    expected.size() > 33 ? expected.size() - 32 : 0,
                                    expected.size()));
            var last = Collections.max(readings, ORDER);
            assertThat(history.getLast().getEventId()).isEqualTo(last.getEventId());
            assertThat(history.getProviderStatus()).isEqualTo(last.getProviderStatus());
        }
    }

    private static final Comparator<DeviceStatusEvent> ORDER =
            Comparator.comparing(TaskHistoriesTest::orderAt)
                    .thenComparingLong(DeviceStatusEvent::getReading)
                    .thenComparing(DeviceStatusEvent::getObservedAt)
                    .thenComparing(DeviceStatusEvent::getEventId);

    private static Instant orderAt(DeviceStatusEvent reading) {
        var at = reading.getOccurredAt();
        return at == null || at.isAfter(reading.getObservedAt().plusSeconds(600))
                ? reading.getObservedAt()
                : at;
    }

    private static List<DeviceStatusEvent> readings(Random random) {
        var readings = new ArrayList<DeviceStatusEvent>();
        var count = 1 + random.nextInt(random.nextInt(10) == 0 ? 90 : 12);
        for (var number = 0; number < count; number++) {
            readings.add(reading(random, number));
        }
        return readings;
    }

    private static DeviceStatusEvent reading(Random random, int number) {
        var word = List.of("A", "B", "C").get(random.nextInt(3));
        var at = BEGIN.plusMillis(random.nextInt(40));
        return DeviceStatusEvent.newBuilder()
                .setEventId("%032x".formatted(random.nextInt(1_000_000) * 100L + number))
                .setProvider(Provider.GRAPH)
                .setAccount("demo")
                .setDevices(List.of("graph:a"))
                .setOccurredAt(random.nextBoolean() ? at : null)
                .setObservedAt(at.plusMillis(random.nextInt(5)))
                .setChannel(Channel.POLL)
                .setTaskKind(TaskKind.COMMAND)
                .setTaskId("t")
                .setReading(random.nextInt(3))
                .setProviderStatus(word)
                .setOutcome(word.equals("A") ? Outcome.PENDING : Outcome.IN_PROGRESS)
                .setReason(random.nextInt(4) == 0 ? "code " + random.nextInt(9) : null)
                .build();
    }

    private static TaskHistory folded(List<DeviceStatusEvent> readings) {
        TaskHistory history = null;
        var before = new ArrayList<DeviceStatusEvent>();
        for (var reading : readings) {
            history = TaskHistories.added(history, reading, new Among(before));
            before.add(reading);
        }
        return Objects.requireNonNull(history);
    }

    private record Among(List<DeviceStatusEvent> readings) implements NeighbourReadings {
        @Override
        public Optional<DeviceStatusEvent> before(
                DeviceStatusEvent reading, ReadingPlace notBefore) {
            return readings.stream().filter(other -> ORDER.compare(other, reading) < 0).max(ORDER);
        }

        @Override
        public Optional<DeviceStatusEvent> after(DeviceStatusEvent reading, ReadingPlace notAfter) {
            return readings.stream().filter(other -> ORDER.compare(other, reading) > 0).min(ORDER);
        }
    }

    private static List<String> shown(TaskHistory history) {
        return history.getRuns().stream()
                .skip(history.getIsCut() ? 1 : 0)
                .map(run ->
                        run(
                                run.getProviderStatus(),
                                run.getReason(),
                                run.getFirst().getEventId(),
                                run.getLast().getEventId()))
                .toList();
    }

    private static String run(String word, @Nullable String reason, String first, String last) {
        return word + " " + reason + " " + first + " " + last;
    }

    /** Straight from the definition: equal neighbours of the sorted readings are one run. */
    private static List<String> runs(List<DeviceStatusEvent> readings) {
        var sorted = readings.stream().sorted(ORDER).toList();
        var runs = new ArrayList<String>();
        var begin = 0;
        for (var next = 1; next <= sorted.size(); next++) {
            if (next == sorted.size() || !isEqual(sorted.get(next), sorted.get(begin))) {
                var first = sorted.get(begin);
                runs.add(
                        run(
                                first.getProviderStatus(),
                                ReasonText.normalized(first.getReason()),
                                first.getEventId(),
                                sorted.get(next - 1).getEventId()));
                begin = next;
            }
        }
        return runs;
    }

    private static boolean isEqual(DeviceStatusEvent one, DeviceStatusEvent other) {
        return one.getProviderStatus().equals(other.getProviderStatus())
                && Objects.equals(
                        ReasonText.normalized(one.getReason()),
                        ReasonText.normalized(other.getReason()));
    }
}
