package io.telltale.streams.fold;

import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.record.Transition;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.MalformedRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the readings of one task on one device come to: its last status and how it got there.
 *
 * <p>Readings are ordered by their time, then reading number, then event id.
 */
public final class Tasks {

    private static final int KEPT_TRANSITIONS = 20;

    /** Earliest first. */
    static final Comparator<DeviceStatusEvent> ORDER =
            Comparator.comparing(Tasks::orderAt)
                    .thenComparingLong(DeviceStatusEvent::getReading)
                    .thenComparing(DeviceStatusEvent::getEventId);

    /** Earliest first. */
    static final Comparator<DeviceTask> TASK_ORDER =
            Comparator.comparing(DeviceTask::getOrderedAt)
                    .thenComparingLong(DeviceTask::getReading)
                    .thenComparing(DeviceTask::getEventId);

    private static final Comparator<Transition> TRANSITION_ORDER =
            Comparator.comparing(Transition::getAt)
                    .thenComparingLong(Transition::getReading)
                    .thenComparing(Transition::getEventId);

    private Tasks() {}

    /** When the reading was, by the provider's clock where it can be believed, else by ours. */
    public static Instant orderAt(DeviceStatusEvent event) {
        return OrderTime.of(event.getOccurredAt(), event.getObservedAt());
    }

    /** Whether the first reading comes after the second. */
    public static boolean isAfter(DeviceStatusEvent reading, DeviceStatusEvent other) {
        return ORDER.compare(reading, other) > 0;
    }

    /** Whether a reading, which has no time of the provider's, says what the one before it said. */
    static boolean confirms(DeviceStatusEvent reading, DeviceStatusEvent before) {
        return reading.getOccurredAt() == null
                && before.getOccurredAt() == null
                && reading.getOutcome() == before.getOutcome()
                && reading.getProviderStatus().equals(before.getProviderStatus())
                && Objects.equals(reading.getReason(), before.getReason());
    }

    /** Whether both are readings of one task. */
    public static boolean sameTask(DeviceStatusEvent one, DeviceStatusEvent other) {
        return Name.of(one).equals(Name.of(other));
    }

    /** The task after all of its readings, one or more, in any order. */
    public static DeviceTask of(Collection<DeviceStatusEvent> readings) {
        DeviceTask task = null;
        for (var reading : readings.stream().sorted(ORDER).toList()) {
            task = appended(task, reading);
        }
        return Objects.requireNonNull(task, "a task has one reading or more");
    }

    /** Whether the reading comes after the one that the task stands for. */
    static boolean isLatest(DeviceStatusEvent reading, DeviceTask task) {
        return TASK_ORDER.compare(appended(null, reading), task) > 0;
    }

    /**
     * The task after one more reading, which is the last of them all.
     *
     * @param before the task so far, null for a new one
     */
    public static DeviceTask appended(@Nullable DeviceTask before, DeviceStatusEvent reading) {
        var command = reading.getCommand();
        var carried = command == null ? before : null;
        return DeviceTask.newBuilder()
                .setKind(reading.getTaskKind())
                .setTaskId(reading.getTaskId())
                .setCampaignRef(campaignRef(reading).map(CampaignRef::toString).orElse(null))
                .setRef(reading.getDevices().getFirst())
                .setProvider(reading.getProvider())
                .setAccount(reading.getAccount())
                .setOutcome(reading.getOutcome())
                .setProviderStatus(reading.getProviderStatus())
                .setReason(reading.getReason())
                .setOccurredAt(reading.getOccurredAt())
                .setObservedAt(reading.getObservedAt())
                .setOrderedAt(orderAt(reading))
                .setReading(reading.getReading())
                .setEventId(reading.getEventId())
                .setTransitions(transitions(before, reading))
                .setCommand(carried == null ? command : carried.getCommand())
                .setPayloadCut(carried != null && carried.getPayloadCut())
                .setConfirmedAt(confirmedAt(before, reading))
                .build();
    }

    /** When a reading says what the one before it said, that is confirmed and no change. */
    private static @Nullable Instant confirmedAt(
            @Nullable DeviceTask before, DeviceStatusEvent reading) {
        return before != null
                        && before.getOccurredAt() == null
                        && reading.getOccurredAt() == null
                        && isSameWord(before, reading)
                        && Objects.equals(before.getReason(), reading.getReason())
                ? reading.getObservedAt()
                : null;
    }

    private static boolean isSameWord(DeviceTask before, DeviceStatusEvent reading) {
        return before.getOutcome() == reading.getOutcome()
                && before.getProviderStatus().equals(reading.getProviderStatus());
    }

    private static List<Transition> transitions(
            @Nullable DeviceTask before, DeviceStatusEvent reading) {
        if (before != null && isSameWord(before, reading)) {
            return before.getTransitions();
        }
        var all = new ArrayList<Transition>();
        if (before != null) {
            all.addAll(before.getTransitions());
        }
        all.add(
                Transition.newBuilder()
                        .setOutcome(reading.getOutcome())
                        .setProviderStatus(reading.getProviderStatus())
                        .setAt(orderAt(reading))
                        .setReading(reading.getReading())
                        .setEventId(reading.getEventId())
                        .build());
        return all.subList(Math.max(0, all.size() - KEPT_TRANSITIONS), all.size());
    }

    /**
     * The campaign of an upgrade; empty for commands, and for an upgrade whose account or id cannot
     * be written as a campaign ref.
     */
    public static Optional<CampaignRef> campaignRef(DeviceStatusEvent event) {
        if (event.getTaskKind() != TaskKind.SOFTWARE_UPGRADE || event.getAccount() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CampaignRef(event.getAccount(), event.getTaskId()));
        } catch (MalformedRef _) {
            return Optional.empty();
        }
    }

    /** Whether both stand for one task. */
    static boolean sameTask(DeviceTask one, DeviceTask other) {
        return Name.of(one).equals(Name.of(other));
    }

    /** The list with this task in the place of its older self: latest first, at most so many. */
    static List<DeviceTask> replaced(List<DeviceTask> tasks, DeviceTask task, int most) {
        var all = new ArrayList<>(tasks.stream().filter(old -> !sameTask(old, task)).toList());
        all.add(task);
        all.sort(TASK_ORDER.reversed());
        return all.subList(0, Math.min(most, all.size()));
    }

    /**
     * One task that was told in several places, one or more: the last status, and the changes of
     * all.
     */
    static DeviceTask together(List<DeviceTask> told) {
        var sorted = told.stream().sorted(TASK_ORDER).toList();
        var last = sorted.getLast();
        if (sorted.size() == 1) {
            return last;
        }
        var together = DeviceTask.newBuilder(last).setTransitions(changes(sorted, last));
        sorted.reversed().stream()
                .filter(task -> task.getCommand() != null)
                .findFirst()
                .ifPresent(task ->
                        together.setCommand(task.getCommand()).setPayloadCut(task.getPayloadCut()));
        return together.build();
    }

    /**
     * That the last status was told before in its own place is a change where another came since.
     */
    private static List<Transition> changes(List<DeviceTask> told, DeviceTask last) {
        var all = new ArrayList<Transition>();
        told.forEach(task -> all.addAll(task.getTransitions()));
        all.add(change(last));
        all.sort(TRANSITION_ORDER);
        var changes = new ArrayList<Transition>();
        for (var each : all) {
            if (changes.isEmpty() || !isSameWord(changes.getLast(), each)) {
                changes.add(each);
            }
        }
        return changes.subList(Math.max(0, changes.size() - KEPT_TRANSITIONS), changes.size());
    }

    private static Transition change(DeviceTask task) {
        return Transition.newBuilder()
                .setOutcome(task.getOutcome())
                .setProviderStatus(task.getProviderStatus())
                .setAt(task.getOrderedAt())
                .setReading(task.getReading())
                .setEventId(task.getEventId())
                .build();
    }

    /** What says which task of a device it is. */
    record Name(TaskKind kind, String id, Provider provider, @Nullable String account) {
        static Name of(DeviceStatusEvent reading) {
            return new Name(
                    reading.getTaskKind(),
                    reading.getTaskId(),
                    reading.getProvider(),
                    reading.getAccount());
        }

        static Name of(DeviceTask task) {
            return new Name(
                    task.getKind(), task.getTaskId(), task.getProvider(), task.getAccount());
        }
    }

    private static boolean isSameWord(Transition one, Transition other) {
        return one.getOutcome() == other.getOutcome()
                && one.getProviderStatus().equals(other.getProviderStatus());
    }
}
