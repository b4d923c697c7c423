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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A device as one: what the parts of its refs come to. */
public final class Devices {

    private Devices() {}

    /** What is known of the device now, as much of it as brokers take. */
    public static DeviceState state(DeviceParts device) {
        var state = described(device, List::of).build();
        return EncodedSize.isTooLarge(state) ? withTasksThatFit(state) : state;
    }

    /**
     * What is known of the device now.
     *
     * @param readings that are kept of the device, asked for where a task is told under several
     *     refs; of one of which there is none, its parts say what is known
     */
    public static DeviceState.Builder described(
            DeviceParts device, Supplier<List<DeviceStatusEvent>> readings) {
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
                .setTasks(Payloads.bounded(tasks(parts, readings)))
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
     * The tasks of some parts, latest first. One that several of them tell is made of all its
     * readings: only they say what became of it in between, since one that confirms what was told
     * under its own ref is a change where another ref told another word since.
     */
    private static List<DeviceTask> tasks(
            List<DevicePart> parts, Supplier<List<DeviceStatusEvent>> readings) {
        var telling = parts.stream().filter(part -> !part.getTasks().isEmpty()).toList();
        if (telling.size() == 1) {
            return Parts.tasks(telling.getFirst());
        }
        var told =
                telling.stream()
                        .flatMap(part -> Parts.tasks(part).stream())
                        .collect(Collectors.groupingBy(Tasks.Name::of));
        var isToldTwice = told.values().stream().anyMatch(same -> same.size() > 1);
        var read =
                (isToldTwice ? readings.get() : List.<DeviceStatusEvent>of())
                        .stream().collect(Collectors.groupingBy(Tasks.Name::of));
        return told.entrySet().stream()
                .map(each -> task(each.getValue(), read.get(each.getKey())))
                .sorted(Tasks.TASK_ORDER.reversed())
                .limit(Parts.MOST_TASKS)
                .toList();
    }

    private static DeviceTask task(
            List<DeviceTask> told, @Nullable List<DeviceStatusEvent> readings) {
        return told.size() == 1 || readings == null ? Tasks.together(told) : Tasks.of(readings);
    }
}
