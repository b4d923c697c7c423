package io.telltale.localstack.expected;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands on a device after all of its readings.
 *
 * @param last the latest reading
 * @param transitions the last 20 changes of outcome or word, oldest first
 * @param command of the latest reading that tells one
 */
public record Task(Row.Status last, List<Transition> transitions, @Nullable JsonNode command) {

    private static final int MOST_TRANSITIONS = 20;

    static final Comparator<Row.Status> ORDER =
            Comparator.comparing(Row.Status::orderAt)
                    .thenComparingLong(Row.Status::reading)
                    .thenComparing(Row::eventId);

    /** A change. */
    public record Transition(String outcome, String providerStatus, Instant at) {}

    /** The tasks of all rows of a device, newest first. */
    public static List<Task> of(Collection<Row.Status> rows) {
        return rows.stream()
                .collect(
                        Collectors.groupingBy(row ->
                                List.of(row.kind(), row.taskId(), row.provider(), row.account())))
                .values()
                .stream()
                .map(Task::folded)
                .sorted(Comparator.comparing(Task::last, ORDER).reversed())
                .toList();
    }

    private static Task folded(List<Row.Status> readings) {
        var sorted = readings.stream().sorted(ORDER).toList();
        var changes = new ArrayList<Transition>();
        for (var reading : sorted) {
            if (changes.isEmpty() || !isSame(changes.getLast(), reading)) {
                changes.add(
                        new Transition(
                                reading.outcome(), reading.providerStatus(), reading.orderAt()));
            }
        }
        var command =
                sorted.reversed().stream()
                        .map(Row.Status::command)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        return new Task(
                sorted.getLast(),
                List.copyOf(
                        changes.subList(
                                Math.max(0, changes.size() - MOST_TRANSITIONS), changes.size())),
                command);
    }

    private static boolean isSame(Transition change, Row.Status reading) {
        return change.outcome().equals(reading.outcome())
                && change.providerStatus().equals(reading.providerStatus());
    }
}
