package io.telltale.streams.fold;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.AccountSeen;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.PushCounts;
import io.telltale.schemas.record.SmsCounts;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.record.DevicePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all rows of one ref come to, row by row: the ref's part of its device's state. */
public final class Parts {

    static final int MOST_TASKS = 200;

    private Parts() {}

    /**
     * The part after one more row.
     *
     * @param part the part so far, null before the first row
     * @param row a row that is not in it yet
     */
    public static DevicePart added(@Nullable DevicePart part, String ref, NewRow row) {
        var event = row.event();
        var before = part == null ? empty(ref, event.observedAt()) : part;
        var after =
                DevicePart.newBuilder(before)
                        .setFirstObservedAt(
                                Times.earlier(before.getFirstObservedAt(), event.observedAt()))
                        .setLastObservedAt(
                                Times.later(before.getLastObservedAt(), event.observedAt()))
                        .setAccounts(
                                Accounts.merged(before.getAccounts(), List.of(accountOf(event))));
        switch (event) {
            case Event.Status(var status) ->
                    after.setTasks(tasks(before.getTasks(), status, row.related()));
            case Event.Sms(var sms) -> after.setSms(sms(before.getSms(), sms, row.related()));
            case Event.PushAction(var push) ->
                    after.setPushActions(pushes(before.getPushActions(), push, row.related()));
        }
        return after.build();
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

    private static List<DeviceTask> tasks(
            List<DeviceTask> tasks, DeviceStatusEvent status, List<Event> others) {
        if (others.isEmpty()) {
            var known = tasks.stream().filter(task -> isOf(task, status)).findFirst().orElse(null);
            return Payloads.bounded(
                    Tasks.replaced(tasks, Tasks.appended(known, status), MOST_TASKS));
        }
        var readings = new ArrayList<DeviceStatusEvent>();
        readings.add(status);
        for (var other : others) {
            if (other instanceof Event.Status(var reading)) {
                readings.add(reading);
            }
        }
        return Payloads.bounded(Tasks.replaced(tasks, Tasks.of(readings), MOST_TASKS));
    }

    private static boolean isOf(DeviceTask task, DeviceStatusEvent status) {
        return Tasks.sameTask(task, Tasks.appended(null, status));
    }

    /**
     * Counts messages, not rows: what the rows of this text come to with the new one, less what
     * they came to without it.
     */
    private static SmsCounts sms(SmsCounts counts, SmsEvent sms, List<Event> others) {
        var without = new ArrayList<SmsEvent>();
        for (var other : others) {
            if (other instanceof Event.Sms(var row)) {
                without.add(row);
            }
        }
        var with = new ArrayList<>(without);
        with.add(sms);
        return Counts.sum(
                Counts.difference(counts, Counts.of(SmsMessage.of(without))),
                Counts.of(SmsMessage.of(with)));
    }

    /** Counts pushes, not rows, as with messages: each row tells again how one push stands. */
    private static PushCounts pushes(PushCounts counts, PushActionEvent push, List<Event> others) {
        var without = new ArrayList<PushActionEvent>();
        for (var other : others) {
            if (other instanceof Event.PushAction(var row)) {
                without.add(row);
            }
        }
        var with = new ArrayList<>(without);
        with.add(push);
        return Counts.sum(Counts.difference(counts, Pushes.count(without)), Pushes.count(with));
    }
}
