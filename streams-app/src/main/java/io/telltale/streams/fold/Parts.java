package io.telltale.streams.fold;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.AccountSeen;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.PushCounts;
import io.telltale.schemas.record.SmsCounts;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.encoding.Nested;
import io.telltale.streams.record.DevicePart;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all rows of one ref come to, row by row: the ref's part of its device's state. */
public final class Parts {

    static final int MOST_TASKS = 200;

    private Parts() {}

    /**
     * The part after one more row.
     *
     * @param part the part so far, null before the first row
     * @param event what the row tells; it is not in the part yet
     * @param rows the rows that are
     */
    public static DevicePart added(@Nullable DevicePart part, String ref, Event event, Rows rows) {
        var before = part == null ? empty(ref, event.observedAt()) : part;
        var after =
                DevicePart.newBuilder()
                        .setRef(ref)
                        .setTasks(before.getTasks())
                        .setSms(before.getSms())
                        .setUntimedSms(before.getUntimedSms())
                        .setPushActions(before.getPushActions())
                        .setFirstObservedAt(
                                Times.earlier(before.getFirstObservedAt(), event.observedAt()))
                        .setLastObservedAt(
                                Times.later(before.getLastObservedAt(), event.observedAt()))
                        .setAccounts(
                                Accounts.merged(before.getAccounts(), List.of(accountOf(event))));
        switch (event) {
            case Event.Status(var status) -> after.setTasks(held(before.getTasks(), status, rows));
            case Event.Sms(var sms) ->
                    after.setSms(sms(before, sms, rows)).setUntimedSms(untimedSms(before, sms));
            case Event.PushAction(var push) ->
                    after.setPushActions(pushes(before.getPushActions(), push, rows));
        }
        return after.build();
    }

    /**
     * What some rows come to; null where there are none.
     *
     * @param rows earliest first
     */
    public static @Nullable DevicePart of(String ref, List<Event> rows) {
        DevicePart part = null;
        var before = new RowsInMemory();
        for (var row : rows) {
            part = added(part, ref, row, before);
            before.add(row);
        }
        return part;
    }

    /** The tasks of a part, latest first. */
    static List<DeviceTask> tasks(DevicePart part) {
        return part.getTasks().stream().map(Nested.TASK::read).toList();
    }

    private static DevicePart empty(String ref, Instant observedAt) {
        return DevicePart.newBuilder()
                .setRef(ref)
                .setFirstObservedAt(observedAt)
                .setLastObservedAt(observedAt)
                .setAccounts(List.of())
                .setTasks(List.of())
                .setSms(Counts.NO_SMS)
                .setPushActions(Counts.NO_PUSH_ACTIONS)
                .build();
    }

    private static AccountSeen accountOf(Event event) {
        return AccountSeen.newBuilder()
                .setProvider(event.provider())
                .setAccount(event.account())
                .setFirstObservedAt(event.observedAt())
                .setLastObservedAt(event.observedAt())
                .build();
    }

    private static List<ByteBuffer> held(
            List<ByteBuffer> tasks, DeviceStatusEvent status, Rows rows) {
        var held = HeldTasks.read(tasks);
        return held.bytes(tasks(held.tasks(), status, rows));
    }

    private static List<DeviceTask> tasks(
            List<DeviceTask> tasks, DeviceStatusEvent status, Rows rows) {
        var known = tasks.stream().filter(task -> isOf(task, status)).findFirst().orElse(null);
        var isKnownWhole =
                known == null ? tasks.size() < MOST_TASKS : Tasks.isLatest(status, known);
        var task = isKnownWhole ? Tasks.appended(known, status) : folded(status, rows);
        var all = Tasks.replaced(tasks, task, MOST_TASKS);
        return Payloads.bounded(
                known != null && Payloads.makesRoom(known, task) ? whole(all, rows) : all);
    }

    /** The tasks with the payloads that were left out. */
    private static List<DeviceTask> whole(List<DeviceTask> tasks, Rows rows) {
        if (tasks.stream().noneMatch(DeviceTask::getPayloadCut)) {
            return tasks;
        }
        var all = rows.all();
        return tasks.stream()
                .map(task ->
                        task.getPayloadCut()
                                ? Payloads.restored(
                                        task, readings(all, reading -> isOf(task, reading)))
                                : task)
                .toList();
    }

    /** A reading that comes late, or whose task may have been left out, is put among the others. */
    private static DeviceTask folded(DeviceStatusEvent status, Rows rows) {
        var readings = readings(rows.all(), other -> Tasks.sameTask(status, other));
        readings.add(status);
        return Tasks.of(readings);
    }

    private static List<DeviceStatusEvent> readings(
            List<Event> rows, Predicate<DeviceStatusEvent> wanted) {
        var readings = new ArrayList<DeviceStatusEvent>();
        for (var row : rows) {
            if (row instanceof Event.Status(var reading) && wanted.test(reading)) {
                readings.add(reading);
            }
        }
        return readings;
    }

    private static boolean isOf(DeviceTask task, DeviceStatusEvent status) {
        return task.getKind() == status.getTaskKind()
                && task.getTaskId().equals(status.getTaskId())
                && task.getProvider() == status.getProvider()
                && Objects.equals(task.getAccount(), status.getAccount());
    }

    /**
     * Counts messages, not rows: what the rows around it come to with the new one, less what they
     * came to without it.
     */
    private static SmsCounts sms(DevicePart before, SmsEvent sms, Rows rows) {
        var counts = before.getSms();
        var without =
                counts.getTotal() == 0
                        ? List.<SmsEvent>of()
                        : SmsNeighbours.of(sms, rows, before.getUntimedSms() == 0);
        var with = new ArrayList<>(without);
        with.add(sms);
        return Counts.sum(
                Counts.difference(counts, Counts.of(SmsMessage.of(without))),
                Counts.of(SmsMessage.of(with)));
    }

    private static long untimedSms(DevicePart before, SmsEvent sms) {
        return before.getUntimedSms() + (sms.getOccurredAt() == null ? 1 : 0);
    }

    /** Counts pushes, not rows, as with messages: each row tells again how one push stands. */
    private static PushCounts pushes(PushCounts counts, PushActionEvent push, Rows rows) {
        var without = counts.getTotal() == 0 ? List.<PushActionEvent>of() : samePush(push, rows);
        var with = new ArrayList<>(without);
        with.add(push);
        return Counts.sum(Counts.difference(counts, Pushes.count(without)), Pushes.count(with));
    }

    /** Rows of one push lie at its time, or at ours if they came long before that. */
    private static List<PushActionEvent> samePush(PushActionEvent push, Rows rows) {
        var at = push.getOccurredAt();
        if (at == null) {
            return List.of();
        }
        var found = new LinkedHashMap<String, PushActionEvent>();
        Stream.concat(rows.between(at, at).stream(), rows.untimed().stream())
                .forEach(row -> {
                    if (row instanceof Event.PushAction(var other) && Pushes.same(push, other)) {
                        found.put(other.getEventId(), other);
                    }
                });
        return List.copyOf(found.values());
    }
}
