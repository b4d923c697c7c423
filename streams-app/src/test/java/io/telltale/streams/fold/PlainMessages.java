package io.telltale.streams.fold;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;

/**
 * The messages behind all SMS of a device, found the long way: groups grow as long as any row is
 * within two seconds of any of theirs.
 */
@NullUnmarked // what is not told is null
final class PlainMessages {

    private static final Comparator<SmsEvent> EARLIEST =
            Comparator.<SmsEvent, Instant>comparing(PlainPart::timeOf)
                    .thenComparing(SmsEvent::getEventId);

    private PlainMessages() {}

    /** Rows with one direction and text, those with a provider's time first. */
    private static final class Heard {
        private final Instant begin;
        private final Map<Channel, List<List<SmsEvent>>> told = new HashMap<>();

        Heard(List<SmsEvent> rows) {
            this.begin = PlainPart.timeOf(rows.stream().min(EARLIEST).get());
            for (var channel : Channel.values()) {
                var own = rows.stream().filter(row -> row.getChannel() == channel).toList();
                if (!own.isEmpty()) {
                    told.put(channel, tellings(own));
                }
            }
        }

        /** Rows of a channel of one second and word are as many messages; other words are not. */
        private static List<List<SmsEvent>> tellings(List<SmsEvent> own) {
            var places = new TreeMap<String, List<SmsEvent>>();
            var times = own.stream().map(PlainPart::timeOf).distinct().toList();
            for (var time : times) {
                own.stream()
                        .filter(row -> PlainPart.timeOf(row).equals(time))
                        .sorted(EARLIEST)
                        .collect(
                                Collectors.groupingBy(
                                        row -> String.valueOf(row.getProviderDeliveryStatus())))
                        .values()
                        .forEach(equal -> {
                            for (var twin = 0; twin < equal.size(); twin++) {
                                var place = "%s %04d".formatted(time, twin);
                                places.computeIfAbsent(place, _ -> new ArrayList<>())
                                        .add(equal.get(twin));
                            }
                        });
            }
            return new ArrayList<>(places.values());
        }

        int messages() {
            return told.values().stream().mapToInt(List::size).max().orElse(0);
        }

        boolean lacks(Channel channel) {
            return told.getOrDefault(channel, List.of()).size() < messages();
        }

        long millisTo(SmsEvent row) {
            return Math.abs(Duration.between(begin, PlainPart.timeOf(row)).toMillis());
        }
    }

    /** Each as its rows. */
    static List<List<SmsEvent>> of(List<SmsEvent> rows) {
        var messages = new ArrayList<List<SmsEvent>>();
        rows.stream()
                .collect(Collectors.groupingBy(row -> row.getDirection() + " " + plain(row)))
                .values()
                .forEach(alike -> messages.addAll(ofAlike(alike)));
        return messages;
    }

    private static List<List<SmsEvent>> ofAlike(List<SmsEvent> alike) {
        var left = new ArrayList<>(alike);
        left.removeIf(row -> row.getOccurredAt() == null);
        left.sort(EARLIEST);
        var all = new ArrayList<Heard>();
        while (!left.isEmpty()) {
            var group = new ArrayList<>(List.of(left.removeFirst()));
            while (left.removeIf(
                    row -> group.stream().anyMatch(one -> near(one, row)) && group.add(row))) {
                // until no row is near any of them
            }
            all.add(new Heard(group));
        }
        alike.stream()
                .filter(row -> row.getOccurredAt() == null)
                .sorted(EARLIEST)
                .forEach(row -> join(all, row));
        return all.stream().flatMap(heard -> messages(heard).stream()).toList();
    }

    private static void join(List<Heard> all, SmsEvent row) {
        Heard nearest = null;
        for (var heard : all) {
            if (heard.lacks(row.getChannel())
                    && heard.millisTo(row) <= 900_000
                    && (nearest == null || heard.millisTo(row) < nearest.millisTo(row))) {
                nearest = heard;
            }
        }
        if (nearest == null) {
            all.add(new Heard(List.of(row)));
        } else {
            nearest.told
                    .computeIfAbsent(row.getChannel(), _ -> new ArrayList<>())
                    .add(List.of(row));
        }
    }

    private static boolean near(SmsEvent one, SmsEvent other) {
        var apart = Duration.between(PlainPart.timeOf(one), PlainPart.timeOf(other));
        return Math.abs(apart.toMillis()) <= 2_000;
    }

    private static List<List<SmsEvent>> messages(Heard heard) {
        var messages = new ArrayList<List<SmsEvent>>();
        for (var number = 0; number < heard.messages(); number++) {
            var rows = new ArrayList<SmsEvent>();
            for (var told : heard.told.values()) {
                if (number < told.size()) {
                    rows.addAll(told.get(number));
                }
            }
            messages.add(rows);
        }
        return messages;
    }

    /** Runs of what is no printable ASCII are one question mark. */
    private static String plain(SmsEvent row) {
        if (row.getText() == null) {
            return "nothing";
        }
        var plain = new StringBuilder("text ");
        for (var letter : row.getText().toCharArray()) {
            if (letter >= ' ' && letter <= '~' && letter != '?') {
                plain.append(letter);
            } else if (plain.charAt(plain.length() - 1) != '?') {
                plain.append('?');
            }
        }
        return plain.toString();
    }

    /** The furthest that any row tells; of ends the one seen last. */
    static DeliveryStatus delivery(List<SmsEvent> message) {
        SmsEvent furthest = null;
        for (var row : message) {
            if (row.getDeliveryStatus() != null && (furthest == null || isFurther(row, furthest))) {
                furthest = row;
            }
        }
        return furthest == null ? null : furthest.getDeliveryStatus();
    }

    private static boolean isFurther(SmsEvent row, SmsEvent other) {
        var steps = Integer.compare(step(row), step(other));
        if (steps != 0) {
            return steps > 0;
        }
        var times = row.getObservedAt().compareTo(other.getObservedAt());
        return times == 0 ? row.getEventId().compareTo(other.getEventId()) > 0 : times > 0;
    }

    private static int step(SmsEvent row) {
        var way = List.of("SCHEDULED", "ACCEPTED", "ENROUTE");
        return switch (row.getDeliveryStatus()) {
            case UNKNOWN, UNRECOGNIZED -> -1;
            case SCHEDULED, ACCEPTED, ENROUTE -> way.indexOf(row.getDeliveryStatus().name());
            default -> way.size();
        };
    }
}
