package io.telltale.streams.fold;

import io.telltale.schemas.record.AccountSeen;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.DevicePart;
import io.telltale.streams.record.DeviceParts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device as the parts of its refs: put in, taken out, and seen as one state. */
public final class Devices {

    private static final Comparator<AssignedPart> KIND_ORDER =
            Comparator.comparing(assigned -> DeviceRef.parse(assigned.getRef()));

    private Devices() {}

    /** The device with this part in the place of an earlier one of the same ref. */
    public static DeviceParts with(@Nullable DeviceParts device, AssignedPart part) {
        var parts = others(device, part.getRef());
        parts.add(part);
        parts.sort(KIND_ORDER);
        return bounded(new DeviceParts(part.getDeviceKey(), parts));
    }

    /** All parts together hold no more payloads than one alone may. */
    private static DeviceParts bounded(DeviceParts device) {
        var cut =
                Payloads.tooMuch(
                        filled(device).stream().flatMap(part -> part.getTasks().stream()).toList());
        return cut.isEmpty()
                ? device
                : new DeviceParts(
                        device.getDeviceKey(),
                        device.getParts().stream().map(part -> without(part, cut)).toList());
    }

    private static AssignedPart without(AssignedPart assigned, List<DeviceTask> cut) {
        var part = assigned.getPart();
        if (part == null) {
            return assigned;
        }
        var tasks = Payloads.without(part.getTasks(), cut);
        return AssignedPart.newBuilder(assigned)
                .setPart(DevicePart.newBuilder(part).setTasks(tasks).build())
                .build();
    }

    /** The device without the part of this ref; null when it was the last. */
    public static @Nullable DeviceParts without(@Nullable DeviceParts device, AssignedPart part) {
        var parts = others(device, part.getRef());
        return parts.isEmpty() ? null : new DeviceParts(part.getDeviceKey(), parts);
    }

    private static List<AssignedPart> others(@Nullable DeviceParts device, String ref) {
        return device == null
                ? new ArrayList<>()
                : new ArrayList<>(
                        device.getParts().stream()
                                .filter(part -> !part.getRef().equals(ref))
                                .toList());
    }

    /** What is known of the device now. */
    public static DeviceState state(DeviceParts device) {
        var sms = Counts.NO_SMS;
        var pushActions = Counts.NO_PUSH_ACTIONS;
        List<AccountSeen> accounts = List.of();
        List<DeviceTask> tasks = List.of();
        for (var part : filled(device)) {
            sms = Counts.sum(sms, part.getSms());
            pushActions = Counts.sum(pushActions, part.getPushActions());
            accounts = Accounts.merged(accounts, part.getAccounts());
            tasks = merged(tasks, part.getTasks());
        }
        return DeviceState.newBuilder()
                .setDeviceKey(device.getDeviceKey())
                .setRefs(device.getParts().stream().map(AssignedPart::getRef).toList())
                .setAccounts(accounts)
                .setFirstObservedAt(firstObservedAt(device))
                .setLastObservedAt(lastObservedAt(device).orElse(null))
                .setTasks(tasks)
                .setSms(sms)
                .setPushActions(pushActions)
                .build();
    }

    /** Our time of the latest event of the device; empty while only links name it. */
    public static Optional<Instant> lastObservedAt(DeviceParts device) {
        return filled(device).stream()
                .map(DevicePart::getLastObservedAt)
                .max(Comparator.naturalOrder());
    }

    private static @Nullable Instant firstObservedAt(DeviceParts device) {
        return filled(device).stream()
                .map(DevicePart::getFirstObservedAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** A task told under two refs of the device is one task; its later telling counts. */
    private static List<DeviceTask> merged(List<DeviceTask> some, List<DeviceTask> others) {
        var all = some;
        for (var task : others) {
            var same = all.stream().filter(known -> Tasks.sameTask(known, task)).findFirst();
            var later = same.map(known -> Tasks.later(known, task)).orElse(task);
            all = Tasks.replaced(all, later, Parts.MOST_TASKS);
        }
        return all;
    }

    private static List<DevicePart> filled(DeviceParts device) {
        var parts = new ArrayList<DevicePart>();
        for (var assigned : device.getParts()) {
            var part = assigned.getPart();
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }
}
