package io.telltale.streams.fold;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.record.DevicePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/**
 * What the rows of a ref have to come to, counted anew from all of them, in plain words: the rules
 * are written down here a second time.
 */
@NullUnmarked // what is not told is written as null
final class PlainPart {

    private PlainPart() {}

    /** In the words of {@link #of(DevicePart)}. */
    static Map<String, Object> ofAll(List<Event> rows) {
        var plain = new TreeMap<String, Object>();
        plain.put("first", rows.stream().map(Event::observedAt).min(Instant::compareTo).get());
        plain.put("last", rows.stream().map(Event::observedAt).max(Instant::compareTo).get());
        plain.put("accounts", accounts(rows));
        plain.put("tasks", tasks(rows));
        plain.put("sms", sms(rows));
        plain.put("pushes", pushes(rows));
        return plain;
    }

    static Map<String, Object> of(DevicePart part) {
        var plain = new TreeMap<String, Object>();
        plain.put("first", part.getFirstObservedAt());
        plain.put("last", part.getLastObservedAt());
        plain.put(
                "accounts",
                part.getAccounts().stream()
                        .map(account ->
                                account.getProvider()
                                        + " "
                                        + account.getAccount()
                                        + " "
                                        + account.getFirstObservedAt()
                                        + " "
                                        + account.getLastObservedAt())
                        .toList());
        plain.put("tasks", Parts.tasks(part).stream().map(PlainTask::of).toList());
        var sms = part.getSms();
        plain.put(
                "sms",
                List.of(
                        sms.getTotal(),
                        sms.getMobileOriginated(),
                        sms.getMobileTerminated(),
                        new TreeMap<>(sms.getByDeliveryStatus()),
                        String.valueOf(sms.getLastAt())));
        var pushes = part.getPushActions();
        plain.put(
                "pushes",
                List.of(pushes.getTotal(), pushes.getFailed(), String.valueOf(pushes.getLastAt())));
        return plain;
    }

    private static List<String> accounts(List<Event> rows) {
        var told =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.provider() + " " + row.account(),
                                        Collectors.mapping(
                                                Event::observedAt, Collectors.toList())));
        return told.entrySet().stream()
                .sorted(
                        Comparator.comparing((Map.Entry<String, List<Instant>> each) ->
                                        firstOf(rows, each.getKey()).provider())
                                .thenComparing(Map.Entry::getKey))
                .map(each ->
                        each.getKey()
                                + " "
                                + each.getValue().stream().min(Instant::compareTo).get()
                                + " "
                                + each.getValue().stream().max(Instant::compareTo).get())
                .toList();
    }

    private static Event firstOf(List<Event> rows, String account) {
        return rows.stream()
                .filter(row -> (row.provider() + " " + row.account()).equals(account))
                .findFirst()
                .get();
    }

    private static List<PlainTask> tasks(List<Event> rows) {
        var readings = only(rows, Event.Status.class, Event.Status::event);
        return readings.stream()
                .collect(
                        Collectors.groupingBy(reading ->
                                reading.getTaskKind()
                                        + reading.getTaskId()
                                        + reading.getProvider()
                                        + reading.getAccount()))
                .values()
                .stream()
                .map(PlainTask::ofAll)
                .sorted(PlainTask.LATEST_FIRST)
                .toList();
    }

    private static List<Object> sms(List<Event> rows) {
        var messages = PlainMessages.of(only(rows, Event.Sms.class, Event.Sms::event));
        var byStatus = new TreeMap<String, Long>();
        for (var message : messages) {
            var status = PlainMessages.delivery(message);
            if (status != null) {
                byStatus.merge(status.name(), 1L, Long::sum);
            }
        }
        var last =
                messages.stream()
                        .flatMap(List::stream)
                        .map(PlainPart::timeOf)
                        .max(Instant::compareTo)
                        .orElse(null);
        return List.of(
                (long) messages.size(),
                count(messages, SmsDirection.MOBILE_ORIGINATED),
                count(messages, SmsDirection.MOBILE_TERMINATED),
                byStatus,
                String.valueOf(last));
    }

    private static long count(List<List<SmsEvent>> messages, SmsDirection direction) {
        return messages.stream()
                .filter(message -> message.getFirst().getDirection() == direction)
                .count();
    }

    private static List<Object> pushes(List<Event> rows) {
        var told = only(rows, Event.PushAction.class, Event.PushAction::event);
        var pushes =
                told.stream()
                        .collect(
                                Collectors.groupingBy(row ->
                                        row.getOccurredAt() == null
                                                ? row.getEventId()
                                                : row.getCampaignId()
                                                        + row.getActionId()
                                                        + row.getOccurredAt()));
        return List.of(
                (long) pushes.size(),
                pushes.values().stream().filter(PlainPart::hasFailed).count(),
                String.valueOf(
                        told.stream()
                                .map(row -> OrderTime.of(row.getOccurredAt(), row.getObservedAt()))
                                .max(Instant::compareTo)
                                .orElse(null)));
    }

    private static boolean hasFailed(List<PushActionEvent> rows) {
        var known = rows.stream().filter(row -> row.getFailed() != null).toList();
        var said = false;
        var latest = "";
        for (var row : known) {
            var place = row.getObservedAt() + row.getEventId();
            if (place.compareTo(latest) > 0) {
                latest = place;
                said = row.getFailed();
            }
        }
        return said;
    }

    static Instant timeOf(SmsEvent row) {
        return OrderTime.of(row.getOccurredAt(), row.getObservedAt());
    }

    private static <E extends Event, T> List<T> only(
            List<Event> rows, Class<E> family, Function<E, T> record) {
        return rows.stream()
                .flatMap(row ->
                        family.isInstance(row)
                                ? Stream.of(record.apply(family.cast(row)))
                                : Stream.empty())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    static Instant timeOf(DeviceStatusEvent reading) {
        return OrderTime.of(reading.getOccurredAt(), reading.getObservedAt());
    }
}
