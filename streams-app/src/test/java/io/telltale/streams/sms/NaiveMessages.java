package io.telltale.streams.sms;

import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.SmsEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The window rule written a second time: on texts instead of digests, by looking at everything for
 * every row. Messages are sets of event ids.
 */
final class NaiveMessages {

    private static final List<Channel> CHANNELS =
            List.of(Channel.HISTORY, Channel.POLL, Channel.CALLBACK);

    private static final Comparator<SmsEvent> JOINING =
            Comparator.comparingLong((SmsEvent row) -> time(row) / 1000)
                    .thenComparingInt(row -> CHANNELS.indexOf(row.getChannel()))
                    .thenComparing(SmsEvent::getEventId);

    private final List<List<SmsEvent>> messages = new ArrayList<>();

    static Set<Set<String>> of(Collection<SmsEvent> rows) {
        var all = new HashSet<Set<String>>();
        rows.stream()
                .collect(
                        Collectors.groupingBy(row ->
                                List.of(
                                        time(row) / 900_000,
                                        row.getDirection(),
                                        Objects.requireNonNullElse(row.getText(), "\0")
                                                .replaceAll("[?[^ -~]]+", "?"))))
                .values()
                .forEach(block -> all.addAll(new NaiveMessages().block(block)));
        return all;
    }

    private Set<Set<String>> block(List<SmsEvent> block) {
        block.stream()
                .filter(NaiveMessages::isTimed)
                .collect(Collectors.groupingBy(row -> time(row) / 60_000))
                .values()
                .forEach(this::window);
        block.stream()
                .filter(row -> !isTimed(row))
                .sorted(
                        Comparator.comparingLong(NaiveMessages::time)
                                .thenComparing(SmsEvent::getEventId))
                .forEach(this::untimed);
        return messages.stream()
                .map(rows -> rows.stream().map(SmsEvent::getEventId).collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    private void window(List<SmsEvent> window) {
        var hasOther = window.stream().anyMatch(row -> isOther(row.getText()));
        var own = new ArrayList<List<SmsEvent>>();
        var marks = new ArrayList<SmsEvent>();
        var rest = new ArrayList<SmsEvent>();
        for (var row : window) {
            var text = Objects.requireNonNullElse(row.getText(), "");
            (hasOther && text.contains("?") && !isOther(text) ? marks : rest).add(row);
        }
        sameText(rest, own);
        var alone = new ArrayList<SmsEvent>();
        for (var statuses : oneRow(marks)) {
            var row = statuses.getFirst();
            var nearest =
                    own.stream()
                            .filter(message -> isOther(message.getFirst().getText()))
                            .filter(message -> lacks(message, row))
                            .min(nearest(row));
            nearest.ifPresentOrElse(
                    message -> message.addAll(statuses), () -> alone.addAll(statuses));
        }
        sameText(alone, own);
        messages.addAll(own);
    }

    private static void sameText(List<SmsEvent> rows, List<List<SmsEvent>> messages) {
        for (var text : rows.stream().map(SmsEvent::getText).distinct().toList()) {
            var of = new ArrayList<List<SmsEvent>>();
            for (var statuses :
                    oneRow(rows.stream().filter(r -> Objects.equals(r.getText(), text)).toList())) {
                var row = statuses.getFirst();
                of.stream()
                        .filter(message -> lacks(message, row))
                        .filter(message -> second(row) - second(message.getFirst()) <= 2)
                        .findFirst()
                        .ifPresentOrElse(
                                message -> message.addAll(statuses),
                                () -> of.add(new ArrayList<>(statuses)));
            }
            messages.addAll(of);
        }
    }

    /** History rows that differ in their status stand together: each takes one of every status. */
    private static List<List<SmsEvent>> oneRow(List<SmsEvent> rows) {
        var left =
                rows.stream()
                        .sorted(Comparator.comparing(SmsEvent::getEventId))
                        .collect(Collectors.toCollection(ArrayList::new));
        var found = new ArrayList<List<SmsEvent>>();
        while (!left.isEmpty()) {
            var first = left.removeFirst();
            var together = new ArrayList<>(List.of(first));
            if (first.getChannel() == Channel.HISTORY) {
                var seen =
                        new TreeSet<>(List.of(String.valueOf(first.getProviderDeliveryStatus())));
                for (var row : List.copyOf(left)) {
                    if (row.getChannel() == Channel.HISTORY
                            && time(row) == time(first)
                            && Objects.equals(row.getText(), first.getText())
                            && seen.add(String.valueOf(row.getProviderDeliveryStatus()))) {
                        left.remove(row);
                        together.add(row);
                    }
                }
            }
            found.add(together);
        }
        found.sort(Comparator.comparing(List::getFirst, JOINING));
        return found;
    }

    private void untimed(SmsEvent row) {
        var lacking = messages.stream().filter(message -> lacks(message, row)).toList();
        lacking.stream()
                .filter(message -> Objects.equals(message.getFirst().getText(), row.getText()))
                .min(nearest(row))
                .or(() ->
                        lacking.stream()
                                .filter(message ->
                                        message.stream()
                                                .allMatch(other ->
                                                        !isOther(other.getText())
                                                                || !isOther(row.getText())
                                                                || Objects.equals(
                                                                        other.getText(),
                                                                        row.getText())))
                                .min(nearest(row)))
                .ifPresentOrElse(
                        message -> message.add(row),
                        () -> messages.add(new ArrayList<>(List.of(row))));
    }

    private static Comparator<List<SmsEvent>> nearest(SmsEvent row) {
        return Comparator.comparingLong((List<SmsEvent> message) ->
                        Math.abs(second(message.getFirst()) - second(row)))
                .thenComparing(List::getFirst, JOINING);
    }

    private static boolean lacks(List<SmsEvent> message, SmsEvent row) {
        return message.stream().noneMatch(other -> other.getChannel() == row.getChannel());
    }

    private static boolean isOther(@Nullable String text) {
        return text != null && !text.matches("[ -~]*");
    }

    private static boolean isTimed(SmsEvent row) {
        return row.getOccurredAt() != null && time(row) == row.getOccurredAt().toEpochMilli();
    }

    private static long second(SmsEvent row) {
        return Math.floorDiv(time(row), 1_000);
    }

    private static long time(SmsEvent row) {
        return OrderTime.of(row.getOccurredAt(), row.getObservedAt()).toEpochMilli();
    }
}
