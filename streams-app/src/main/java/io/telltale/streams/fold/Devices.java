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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A device as the parts of its refs: put in, taken out, and seen as one state. */
public final class Devices {

    private static final Comparator<AssignedPart> KIND_ORDER =
            Comparator.comparing((AssignedPart assigned) -> DeviceRef.parse(assigned.getRef()))
                    .thenComparing(
                            AssignedPart::getFrom,
                            Comparator.nullsFirst(Comparator.naturalOrder()));

    private Devices() {}

    /** The device with this part in the place of an earlier one of the same ref and spell. */
    public static DeviceParts with(@Nullable DeviceParts device, AssignedPart part) {
        var parts =
                device == null ? new ArrayList<AssignedPart>() : new ArrayList<>(device.getParts());
        var place = placeOf(part, parts);
        if (place < 0) {
            parts.add(part);
            parts.sort(KIND_ORDER);
        } else {
            parts.set(place, part);
        }
        return bounded(new DeviceParts(part.getDeviceKey(), parts));
    }

    private static int placeOf(AssignedPart part, List<AssignedPart> parts) {
        for (var place = 0; place < parts.size(); place++) {
            if (isOfSameSpell(parts.get(place), part)) {
                return place;
            }
        }
        return -1;
    }

    private static boolean isOfSameSpell(AssignedPart one, AssignedPart other) {
        return one.getRef().equals(other.getRef())
                && Objects.equals(one.getFrom(), other.getFrom());
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

    /** The device without the part of this ref and spell; null when it was the last. */
    public static @Nullable DeviceParts without(@Nullable DeviceParts device, AssignedPart part) {
        if (device == null) {
            return null;
        }
        var parts = device.getParts().stream().filter(each -> !isOfSameSpell(each, part)).toList();
        return parts.isEmpty() ? null : new DeviceParts(part.getDeviceKey(), parts);
    }

    /** What is known of the device now. */
    public static DeviceState state(DeviceParts device) {
        var sms = Counts.NO_SMS;
        var pushActions = Counts.NO_PUSH_ACTIONS;
        List<AccountSeen> accounts = List.of();
        for (var part : filled(device)) {
            sms = Counts.sum(sms, part.getSms());
            pushActions = Counts.sum(pushActions, part.getPushActions());
            accounts = Accounts.merged(accounts, part.getAccounts());
        }
        return DeviceState.newBuilder()
                .setDeviceKey(device.getDeviceKey())
                .setRefs(refs(device))
                .setAccounts(accounts)
                .setFirstObservedAt(firstObservedAt(device))
                .setLastObservedAt(lastObservedAt(device).orElse(null))
                .setTasks(tasks(filled(device)))
                .setSms(sms)
                .setPushActions(pushActions)
                .build();
    }

    /** Whether nothing names it any more, and no other ref is with it: it is as if never named. */
    public static boolean isNothing(DeviceParts device) {
        return device.getParts().stream()
                .allMatch(part ->
                        part.getPart() == null
                                && !part.getIsNamed()
                                && part.getRef().equals(device.getDeviceKey()));
    }

    /** Those whose last spell is with this device. */
    public static List<String> refs(DeviceParts device) {
        return device.getParts().stream()
                .filter(part -> part.getTo() == null)
                .map(AssignedPart::getRef)
                .toList();
    }

    /** How many of its parts count SMS: what several count may be told twice. */
    public static long partsWithSms(DeviceParts device) {
        return filled(device).stream().filter(part -> part.getSms().getTotal() > 0).count();
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

    /** A task told under several refs of the device is one task; its last telling counts. */
    private static List<DeviceTask> tasks(List<DevicePart> parts) {
        var telling = parts.stream().filter(part -> !part.getTasks().isEmpty()).toList();
        if (telling.size() == 1) {
            return telling.getFirst().getTasks();
        }
        return telling.stream()
                .flatMap(part -> part.getTasks().stream())
                .collect(Collectors.groupingBy(Tasks.Name::of))
                .values()
                .stream()
                .map(Tasks::together)
                .sorted(Tasks.TASK_ORDER.reversed())
                .limit(Parts.MOST_TASKS)
                .toList();
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
