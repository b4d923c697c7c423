package io.telltale.streams.fold;

import static io.telltale.streams.fold.Tellings.REF;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.streams.topology.Orders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Every fact of a ref is one entry, but for readings that only confirm the one before. */
@NullUnmarked // what is not told is null
class TimelinesInAnyOrderTest {

    @Test
    void rowsBecomeTheSameEntries() {
        Orders.agree(
                Orders.MANY,
                random -> {
                    var tellings = new Tellings(random);
                    return tellings.some(
                            14, () -> random.nextInt(3) == 0 ? tellings.any() : tellings.reading());
                },
                TimelinesInAnyOrderTest::plain,
                TimelinesInAnyOrderTest::entries);
    }

    private static Map<String, List<Instant>> entries(List<Event> rows) {
        var entries = new TreeMap<String, List<Instant>>();
        for (var entry : Timelines.of("imei:1", REF, rows)) {
            entries.put(
                    entry.getEventId() + " " + family(entry),
                    List.of(entry.getSortedAt(), entry.getObservedAt()));
        }
        return entries;
    }

    private static String family(TimelineEntry entry) {
        var told =
                switch (entry.getFamily()) {
                    case STATUS -> entry.getStatus();
                    case SMS -> entry.getSms();
                    case PUSH -> entry.getPushAction();
                    default -> null;
                };
        return entry.getFamily() + " " + (told != null);
    }

    private static Map<String, List<Instant>> plain(List<Event> rows) {
        var entries = new TreeMap<String, List<Instant>>();
        for (var row : rows) {
            if (!(row instanceof Event.Status(var reading)) || !isConfirming(reading, rows)) {
                var family =
                        switch (row) {
                            case Event.Status _ -> "STATUS";
                            case Event.Sms _ -> "SMS";
                            case Event.PushAction _ -> "PUSH";
                        };
                var isAhead =
                        row.occurredAt() != null
                                && row.occurredAt().isAfter(row.observedAt().plusSeconds(600));
                var sorted =
                        row.occurredAt() == null || isAhead ? row.observedAt() : row.occurredAt();
                entries.put(
                        row.eventId() + " " + family + " true", List.of(sorted, row.observedAt()));
            }
        }
        return entries;
    }

    private static boolean isConfirming(DeviceStatusEvent reading, List<Event> rows) {
        var before = new ArrayList<DeviceStatusEvent>();
        for (var row : rows) {
            if (row instanceof Event.Status(var other)
                    && task(other).equals(task(reading))
                    && EARLIEST_FIRST.compare(other, reading) < 0) {
                before.add(other);
            }
        }
        return before.stream()
                .max(EARLIEST_FIRST)
                .filter(last ->
                        last.getOccurredAt() == null
                                && reading.getOccurredAt() == null
                                && last.getOutcome() == reading.getOutcome()
                                && last.getProviderStatus().equals(reading.getProviderStatus())
                                && Objects.equals(last.getReason(), reading.getReason()))
                .isPresent();
    }

    private static String task(DeviceStatusEvent reading) {
        return reading.getTaskKind()
                + reading.getTaskId()
                + reading.getProvider()
                + reading.getAccount();
    }

    private static final Comparator<DeviceStatusEvent> EARLIEST_FIRST =
            Comparator.<DeviceStatusEvent, Instant>comparing(PlainPart::timeOf)
                    .thenComparingLong(DeviceStatusEvent::getReading)
                    .thenComparing(DeviceStatusEvent::getEventId);
}
