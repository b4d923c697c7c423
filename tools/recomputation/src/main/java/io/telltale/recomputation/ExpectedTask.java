package io.telltale.recomputation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task of a device after all of its readings.
 *
 * @param last the latest reading
 * @param confirmedAt when we last saw the latest status repeated without a provider's time; null
 *     where we did not
 * @param transitions the last 20 changes of outcome or provider status, oldest first
 */
public record ExpectedTask(
        EventRow.Status last, @Nullable Instant confirmedAt, List<Transition> transitions) {

    private static final int MOST_TRANSITIONS = 20;
    private static final int MOST_RUNS = 32;

    static final Comparator<EventRow.Status> ORDER =
            Comparator.comparing(EventRow.Status::orderAt)
                    .thenComparingLong(EventRow.Status::reading)
                    .thenComparing(EventRow::observedAt)
                    .thenComparing(EventRow::eventId);

    /** A change of outcome or provider status, at its order time. */
    public record Transition(String outcome, String providerStatus, Instant at) {}

    /** What makes a task one: the same under all refs of a device. */
    private record Id(String kind, String taskId, String provider, String account) {

        static Id of(EventRow.Status row) {
            return new Id(row.kind(), row.taskId(), row.provider(), row.account());
        }
    }

    /**
     * Consecutive readings of one status.
     *
     * @param readings in order, at least one
     */
    private record Run(List<EventRow.Status> readings) {

        EventRow.Status first() {
            return readings.getFirst();
        }

        EventRow.Status last() {
            return readings.getLast();
        }

        Stream<EventRow.Status> ends() {
            return Stream.of(first(), last()).distinct();
        }

        boolean holds(EventRow.Status reading) {
            return first().outcome().equals(reading.outcome())
                    && first().providerStatus().equals(reading.providerStatus())
                    && Objects.equals(
                            ExpectedCampaign.normalized(first().reason()),
                            ExpectedCampaign.normalized(reading.reason()));
        }

        boolean isOfOtherStatus(Run other) {
            return !first().outcome().equals(other.first().outcome())
                    || !first().providerStatus().equals(other.first().providerStatus());
        }
    }

    /**
     * The tasks of a device, newest first.
     *
     * @param segments its readings by ref and interval: runs are made within each of them
     */
    public static List<ExpectedTask> of(Collection<List<EventRow.Status>> segments) {
        return segments.stream()
                .flatMap(List::stream)
                .map(Id::of)
                .distinct()
                .map(id -> of(id, segments))
                .sorted(Comparator.comparing(ExpectedTask::last, ORDER).reversed())
                .toList();
    }

    private static ExpectedTask of(Id id, Collection<List<EventRow.Status>> segments) {
        var points =
                segments.stream()
                        .flatMap(segment -> keptRuns(id, segment).stream())
                        .flatMap(Run::ends)
                        .toList();
        var runs = runs(points);
        var last = runs.getLast();
        var isConfirmed = last.readings().size() > 1 && !last.last().isTimed();
        return new ExpectedTask(
                last.last(), isConfirmed ? last.last().observedAt() : null, transitions(runs));
    }

    private static List<Transition> transitions(List<Run> runs) {
        var transitions = new ArrayList<Transition>();
        for (var index = 0; index < runs.size(); index++) {
            var run = runs.get(index);
            if (index == 0 || run.isOfOtherStatus(runs.get(index - 1))) {
                transitions.add(
                        new Transition(
                                run.first().outcome(),
                                run.first().providerStatus(),
                                run.first().orderAt()));
            }
        }
        return List.copyOf(
                transitions.subList(
                        Math.max(0, transitions.size() - MOST_TRANSITIONS), transitions.size()));
    }

    private static List<Run> keptRuns(Id id, List<EventRow.Status> segment) {
        var runs = runs(segment.stream().filter(row -> Id.of(row).equals(id)).toList());
        return runs.subList(Math.max(0, runs.size() - MOST_RUNS), runs.size());
    }

    private static List<Run> runs(List<EventRow.Status> readings) {
        var runs = new ArrayList<Run>();
        for (var reading : readings.stream().sorted(ORDER).toList()) {
            if (!runs.isEmpty() && runs.getLast().holds(reading)) {
                var longer = new ArrayList<>(runs.removeLast().readings());
                longer.add(reading);
                runs.add(new Run(longer));
            } else {
                runs.add(new Run(List.of(reading)));
            }
        }
        return runs;
    }

    /** Detail of the command, of the latest reading; null where there is none. */
    public @Nullable JsonNode command() {
        return last.command();
    }

    /**
     * The readings of one ref and interval that a timeline leaves out: those without a provider's
     * time that are not the first of a run that is kept.
     */
    static List<EventRow.Status> hidden(List<EventRow.Status> segment) {
        return segment.stream().collect(Collectors.groupingBy(Id::of)).keySet().stream()
                .flatMap(id -> keptRuns(id, segment).stream())
                .flatMap(run -> run.readings().stream().skip(1))
                .filter(reading -> !reading.isTimed())
                .toList();
    }
}
