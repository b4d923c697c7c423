package io.telltale.streams.fold;

import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.DeviceTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** A task in plain words: its last reading, its last twenty changes, and when it was confirmed. */
@NullUnmarked // what is not told is null
record PlainTask(
        Instant at,
        long reading,
        String eventId,
        String task,
        String said,
        List<String> changes,
        CommandDetail command,
        boolean isCut,
        Instant confirmedAt) {

    static final Comparator<PlainTask> LATEST_FIRST =
            Comparator.comparing(PlainTask::at)
                    .thenComparingLong(PlainTask::reading)
                    .thenComparing(PlainTask::eventId)
                    .reversed();

    static PlainTask of(DeviceTask task) {
        return new PlainTask(
                task.getOrderedAt(),
                task.getReading(),
                task.getEventId(),
                "%s %s %s %s"
                        .formatted(
                                task.getKind(),
                                task.getTaskId(),
                                task.getProvider(),
                                task.getAccount()),
                "%s %s %s %s %s"
                        .formatted(
                                task.getOutcome(),
                                task.getProviderStatus(),
                                task.getReason(),
                                task.getOccurredAt(),
                                task.getObservedAt()),
                task.getTransitions().stream()
                        .map(change ->
                                "%s %s at %s by %s"
                                        .formatted(
                                                change.getOutcome(),
                                                change.getProviderStatus(),
                                                change.getAt(),
                                                change.getEventId()))
                        .toList(),
                task.getCommand(),
                task.getPayloadCut(),
                task.getConfirmedAt());
    }

    static PlainTask ofAll(List<DeviceStatusEvent> readings) {
        var sorted = new ArrayList<>(readings);
        sorted.sort(
                Comparator.<DeviceStatusEvent, Instant>comparing(PlainPart::timeOf)
                        .thenComparingLong(DeviceStatusEvent::getReading)
                        .thenComparing(DeviceStatusEvent::getEventId));
        var changes = new ArrayList<String>();
        CommandDetail command = null;
        for (var place = 0; place < sorted.size(); place++) {
            var reading = sorted.get(place);
            if (place == 0 || !word(reading).equals(word(sorted.get(place - 1)))) {
                changes.add(
                        "%s at %s by %s"
                                .formatted(
                                        word(reading),
                                        PlainPart.timeOf(reading),
                                        reading.getEventId()));
            }
            command = reading.getCommand() == null ? command : reading.getCommand();
        }
        var last = sorted.getLast();
        return new PlainTask(
                PlainPart.timeOf(last),
                last.getReading(),
                last.getEventId(),
                "%s %s %s %s"
                        .formatted(
                                last.getTaskKind(),
                                last.getTaskId(),
                                last.getProvider(),
                                last.getAccount()),
                "%s %s %s %s"
                        .formatted(
                                word(last),
                                last.getReason(),
                                last.getOccurredAt(),
                                last.getObservedAt()),
                changes.subList(Math.max(0, changes.size() - 20), changes.size()),
                command,
                false,
                isConfirmed(sorted) ? last.getObservedAt() : null);
    }

    private static boolean isConfirmed(List<DeviceStatusEvent> sorted) {
        if (sorted.size() < 2) {
            return false;
        }
        var last = sorted.getLast();
        var before = sorted.get(sorted.size() - 2);
        return last.getOccurredAt() == null
                && before.getOccurredAt() == null
                && word(last).equals(word(before))
                && Objects.equals(last.getReason(), before.getReason());
    }

    private static String word(DeviceStatusEvent reading) {
        return reading.getOutcome() + " " + reading.getProviderStatus();
    }
}
