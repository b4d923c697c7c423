package io.telltale.streams.fold;

import io.telltale.schemas.record.AccountSeen;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.SmsCounts;
import io.telltale.schemas.record.Transition;
import io.telltale.streams.encoding.Nested;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.DevicePart;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.Orders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Each ref's task sends its parts in its own order; the device is what the last ones say, however
 * the refs come between each other.
 */
@NullUnmarked // what is not told is null
class DevicesInAnyOrderTest {

    private static final String KEY = "imei:1";
    private static final List<String> REFS = List.of(KEY, "esn:2", "iccid:3", "graph:4");

    @Test
    void partsThatComeAndGo() {
        Orders.agree(
                Orders.MANY,
                DevicesInAnyOrderTest::versions,
                DevicesInAnyOrderTest::plain,
                DevicesInAnyOrderTest::putIn);
    }

    /** What a ref's task sends as its next about one of its spells. */
    private record Version(String place, int number, AssignedPart part) {}

    private static List<Version> versions(Random random) {
        var all = new ArrayList<Version>();
        var tellings = new Tellings(random);
        for (var ref : REFS) {
            for (var spell = random.nextInt(3); spell > 0; spell--) {
                var from = spell == 1 ? null : Instant.EPOCH.plusSeconds(spell);
                var rows = new ArrayList<>(tellings.some(4, tellings::any));
                rows.sort(Comparator.comparing(row -> RowKey.of(ref, row)));
                var many = 1 + random.nextInt(3);
                for (var number = 0; number < many; number++) {
                    var part =
                            AssignedPart.newBuilder()
                                    .setRef(ref)
                                    .setFrom(from)
                                    .setTo(spell == 1 && random.nextBoolean() ? Given.NOW : null)
                                    .setDeviceKey(KEY)
                                    .setEpoch(number)
                                    .setIsGone(random.nextInt(4) == 0);
                    if (!part.getIsGone()) {
                        var told = rows.subList(0, random.nextInt(rows.size() + 1));
                        var came = Parts.of(ref, told);
                        part.setPart(came == null ? null : Nested.PART.bytes(came));
                    }
                    all.add(new Version(ref + from, number, part.build()));
                }
            }
        }
        if (all.isEmpty()) {
            var part = AssignedPart.newBuilder().setRef(KEY).setDeviceKey(KEY).setEpoch(0).build();
            all.add(new Version(KEY, 0, part));
        }
        return all;
    }

    /** The order says who is next, not with what. */
    private static Map<String, Object> putIn(List<Version> order) {
        var next = new HashMap<String, Integer>();
        var device = new HashMap<String, AssignedPart>();
        for (var each : order) {
            var number = next.merge(each.place(), 1, Integer::sum) - 1;
            var version =
                    order.stream()
                            .filter(one ->
                                    one.place().equals(each.place()) && one.number() == number)
                            .findFirst()
                            .get();
            device.put(each.place(), version.part().getIsGone() ? null : version.part());
        }
        device.values().removeIf(Objects::isNull);
        return device.isEmpty()
                ? Map.of()
                : of(Devices.state(DeviceParts.of(KEY, device.values())));
    }

    private static Map<String, Object> of(DeviceState state) {
        var plain = new TreeMap<String, Object>();
        plain.put("key", state.getDeviceKey());
        plain.put("refs", state.getRefs());
        plain.put("first", String.valueOf(state.getFirstObservedAt()));
        plain.put("last", String.valueOf(state.getLastObservedAt()));
        plain.put("accounts", accounts(state.getAccounts()));
        plain.put("tasks", state.getTasks().stream().map(PlainTask::of).toList());
        plain.put("sms", counts(List.of(state.getSms())));
        plain.put(
                "pushes",
                state.getPushActions().getTotal() + " " + state.getPushActions().getFailed());
        return plain;
    }

    private static Map<String, Object> plain(List<Version> versions) {
        var last = new LinkedHashMap<String, AssignedPart>();
        versions.stream()
                .sorted(Comparator.comparingInt(Version::number))
                .forEach(version -> last.put(version.place(), version.part()));
        last.values().removeIf(AssignedPart::getIsGone);
        if (last.isEmpty()) {
            return Map.of();
        }
        var parts =
                last.values().stream()
                        .map(AssignedPart::getPart)
                        .filter(Objects::nonNull)
                        .map(Nested.PART::read)
                        .toList();
        var plain = new TreeMap<String, Object>();
        plain.put("key", KEY);
        plain.put("refs", refs(last.values()));
        plain.put(
                "first",
                String.valueOf(
                        parts.stream()
                                .map(DevicePart::getFirstObservedAt)
                                .min(Instant::compareTo)
                                .orElse(null)));
        plain.put(
                "last",
                String.valueOf(
                        parts.stream()
                                .map(DevicePart::getLastObservedAt)
                                .max(Instant::compareTo)
                                .orElse(null)));
        plain.put(
                "accounts",
                accounts(parts.stream().flatMap(part -> part.getAccounts().stream()).toList()));
        plain.put("tasks", tasks(parts));
        plain.put("sms", counts(parts.stream().map(DevicePart::getSms).toList()));
        plain.put(
                "pushes",
                parts.stream().mapToLong(part -> part.getPushActions().getTotal()).sum()
                        + " "
                        + parts.stream()
                                .mapToLong(part -> part.getPushActions().getFailed())
                                .sum());
        return plain;
    }

    /** In kind order; those whose last spell it is. */
    private static List<String> refs(Collection<AssignedPart> parts) {
        return REFS.stream()
                .flatMap(ref ->
                        parts.stream()
                                .filter(part -> part.getRef().equals(ref) && part.getTo() == null)
                                .map(AssignedPart::getRef))
                .toList();
    }

    private static Map<String, List<Instant>> accounts(List<AccountSeen> seen) {
        var plain = new TreeMap<String, List<Instant>>();
        for (var each : seen) {
            plain.merge(
                    each.getProvider() + " " + each.getAccount(),
                    List.of(each.getFirstObservedAt(), each.getLastObservedAt()),
                    (one, two) ->
                            List.of(
                                    Collections.min(List.of(one.getFirst(), two.getFirst())),
                                    Collections.max(List.of(one.getLast(), two.getLast()))));
        }
        return plain;
    }

    private static Map<String, Object> counts(List<SmsCounts> all) {
        var byStatus = new TreeMap<String, Long>();
        all.forEach(counts ->
                counts.getByDeliveryStatus()
                        .forEach((status, many) -> byStatus.merge(status, many, Long::sum)));
        return Map.of(
                "total",
                all.stream().mapToLong(SmsCounts::getTotal).sum(),
                "from",
                all.stream().mapToLong(SmsCounts::getMobileOriginated).sum(),
                "to",
                all.stream().mapToLong(SmsCounts::getMobileTerminated).sum(),
                "status",
                byStatus);
    }

    private static List<PlainTask> tasks(List<DevicePart> parts) {
        return parts.stream()
                .flatMap(part -> Parts.tasks(part).stream())
                .collect(Collectors.groupingBy(task -> PlainTask.of(task).task()))
                .values()
                .stream()
                .map(DevicesInAnyOrderTest::together)
                .sorted(PlainTask.LATEST_FIRST)
                .toList();
    }

    /** The last one with the changes of all, and with what it says itself as the last of them. */
    private static PlainTask together(List<DeviceTask> told) {
        var plain =
                told.stream().sorted(Comparator.comparing(PlainTask::of, EARLIEST_FIRST)).toList();
        var last = plain.getLast();
        var changes = new TreeMap<String, Transition>();
        for (var task : plain) {
            for (var change : task.getTransitions()) {
                changes.put(
                        change.getAt() + " " + change.getReading() + " " + change.getEventId(),
                        change);
            }
        }
        var words = new ArrayList<String>();
        var said = new ArrayList<String>();
        for (var change : changes.values()) {
            var word = change.getOutcome() + " " + change.getProviderStatus();
            if (words.isEmpty() || !words.getLast().equals(word)) {
                words.add(word);
                said.add("%s at %s by %s".formatted(word, change.getAt(), change.getEventId()));
            }
        }
        var word = last.getOutcome() + " " + last.getProviderStatus();
        if (!words.getLast().equals(word)) {
            said.add("%s at %s by %s".formatted(word, last.getOrderedAt(), last.getEventId()));
        }
        var command =
                plain.reversed().stream()
                        .map(DeviceTask::getCommand)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        var own = PlainTask.of(last);
        return new PlainTask(
                own.at(),
                own.reading(),
                own.eventId(),
                own.task(),
                own.said(),
                said,
                command,
                false,
                own.confirmedAt());
    }

    private static final Comparator<PlainTask> EARLIEST_FIRST = PlainTask.LATEST_FIRST.reversed();
}
