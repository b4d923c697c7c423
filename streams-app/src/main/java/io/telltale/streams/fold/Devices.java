package io.telltale.streams.fold;

import io.telltale.schemas.record.AccountSeen;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.streams.encoding.EncodedSize;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.DevicePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A device as one: what the parts of its refs come to. */
public final class Devices {

    private Devices() {}

    /** What is known of the device now, as much of it as brokers take. */
    public static DeviceState state(DeviceParts device) {
        var state = described(device).build();
        return EncodedSize.isTooLarge(state) ? withTasksThatFit(state) : state;
    }

    /** What is known of the device now. */
    public static DeviceState.Builder described(DeviceParts device) {
        var sms = Counts.NO_SMS;
        var pushActions = Counts.NO_PUSH_ACTIONS;
        List<AccountSeen> accounts = List.of();
        var parts = device.filled();
        for (var part : parts) {
            sms = Counts.sum(sms, part.getSms());
            pushActions = Counts.sum(pushActions, part.getPushActions());
            accounts = Accounts.merged(accounts, part.getAccounts());
        }
        return DeviceState.newBuilder()
                .setDeviceKey(device.deviceKey())
                .setRefs(refs(device))
                .setAccounts(accounts)
                .setFirstObservedAt(firstObservedAt(device))
                .setLastObservedAt(lastObservedAt(device).orElse(null))
                .setTasks(Payloads.bounded(tasks(parts)))
                .setSms(sms)
                .setPushActions(pushActions);
    }

    /** The latest tasks; the first that does not fit and all before it are left out. */
    private static DeviceState withTasksThatFit(DeviceState state) {
        var bare = DeviceState.newBuilder(state).setTasks(List.of()).build();
        var room = EncodedSize.LARGEST - EncodedSize.of(bare);
        var tasks = new ArrayList<DeviceTask>();
        for (var task : state.getTasks()) {
            room -= EncodedSize.of(task);
            if (room < 0) {
                break;
            }
            tasks.add(task);
        }
        return DeviceState.newBuilder(bare).setTasks(tasks).build();
    }

    /** Whether nothing names it any more, and no other ref is with it: it is as if never named. */
    public static boolean isNothing(DeviceParts device) {
        return device.parts().stream()
                .map(DeviceParts.Told::assigned)
                .allMatch(part ->
                        part.getPart() == null
                                && !part.getIsNamed()
                                && part.getRef().equals(device.deviceKey()));
    }

    /** Those whose last spell is with this device. */
    public static List<String> refs(DeviceParts device) {
        return device.parts().stream()
                .map(DeviceParts.Told::assigned)
                .filter(part -> part.getTo() == null)
                .map(AssignedPart::getRef)
                .toList();
    }

    /** How many of its parts count SMS: what several count may be told twice. */
    public static long partsWithSms(DeviceParts device) {
        return device.filled().stream().filter(part -> part.getSms().getTotal() > 0).count();
    }

    /** Our time of the latest event of the device; empty while only links name it. */
    public static Optional<Instant> lastObservedAt(DeviceParts device) {
        return device.filled().stream()
                .map(DevicePart::getLastObservedAt)
                .max(Comparator.naturalOrder());
    }

    private static @Nullable Instant firstObservedAt(DeviceParts device) {
        return device.filled().stream()
                .map(DevicePart::getFirstObservedAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /**
     * Whether a task is told under several refs. What became of it in between, only its readings
     * say: one that confirms what was told under its own ref is a change where another ref told
     * another word since.
     */
    public static boolean tellTasksTwice(DeviceParts device) {
        return !toldTwice(device.filled()).isEmpty();
    }

    /**
     * The tasks of the device, latest first, those told under several refs made of their readings.
     *
     * @param readings that are kept of the device; of a task of which none is, its parts say what
     *     is known
     */
    public static List<DeviceTask> tasks(
            DeviceParts device, Collection<DeviceStatusEvent> readings) {
        var parts = device.filled();
        var twice = toldTwice(parts);
        var told = readings.stream().collect(Collectors.groupingBy(Tasks.Name::of));
        var tasks =
                tasks(parts).stream()
                        .map(task -> {
                            var name = Tasks.Name.of(task);
                            var all = told.get(name);
                            return twice.contains(name) && all != null ? Tasks.of(all) : task;
                        })
                        .toList();
        return Payloads.bounded(tasks);
    }

    private static Set<Tasks.Name> toldTwice(List<DevicePart> parts) {
        var once = new HashSet<Tasks.Name>();
        var twice = new HashSet<Tasks.Name>();
        var telling = parts.stream().filter(part -> !part.getTasks().isEmpty()).toList();
        if (telling.size() > 1) {
            telling.stream()
                    .flatMap(part -> Parts.tasks(part).stream())
                    .map(Tasks.Name::of)
                    .filter(name -> !once.add(name))
                    .forEach(twice::add);
        }
        return twice;
    }

    /** A task told under several refs of the device is one task, as its last telling has it. */
    private static List<DeviceTask> tasks(List<DevicePart> parts) {
        var telling = parts.stream().filter(part -> !part.getTasks().isEmpty()).toList();
        if (telling.size() == 1) {
            return Parts.tasks(telling.getFirst());
        }
        return telling.stream()
                .flatMap(part -> Parts.tasks(part).stream())
                .collect(Collectors.groupingBy(Tasks.Name::of))
                .values()
                .stream()
                .map(Tasks::together)
                .sorted(Tasks.TASK_ORDER.reversed())
                .limit(Parts.MOST_TASKS)
                .toList();
    }
}
