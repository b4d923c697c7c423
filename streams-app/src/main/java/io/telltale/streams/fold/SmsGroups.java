package io.telltale.streams.fold;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages behind rows. A group is a chain of rows of one direction and text, each at
 * most 2 s after the one before; it holds as many messages as its most talkative channel tells.
 */
final class SmsGroups {

    /** Rows of one SMS are at most so far apart where the provider tells their time. */
    static final Duration SAME_SMS = Duration.ofSeconds(2);

    /** How far a row without a provider's time may be from the others of its SMS. */
    static final Duration NEAR = Duration.ofMinutes(15);

    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]+|\\?+");

    private static final Comparator<SmsEvent> ORDER =
            Comparator.comparing(SmsMessage::timeOf).thenComparing(SmsEvent::getEventId);

    private SmsGroups() {}

    /** What rows of one SMS share on every channel. */
    record Likeness(SmsDirection direction, @Nullable String text) {}

    static List<SmsMessage> messages(Collection<SmsEvent> rows) {
        var alike = rows.stream().collect(Collectors.groupingBy(SmsGroups::likeness));
        return alike.values().stream()
                .flatMap(same -> groups(same).stream())
                .flatMap(group -> group.messages().stream())
                .toList();
    }

    static Likeness likeness(SmsEvent row) {
        return new Likeness(row.getDirection(), comparable(row));
    }

    static String textDigest(SmsEvent row) {
        return EventId.textDigest(comparable(row));
    }

    /** Channels spell what is no printable ASCII differently: a run of it counts as one '?'. */
    static @Nullable String comparable(SmsEvent row) {
        var text = row.getText();
        return text == null || isPlain(text) ? text : UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /** Most texts are, and need no copy. */
    private static boolean isPlain(String text) {
        for (var place = 0; place < text.length(); place++) {
            var character = text.charAt(place);
            if (character < ' ' || character > '~' || character == '?') {
                return false;
            }
        }
        return true;
    }

    private static List<Group> groups(List<SmsEvent> same) {
        var timed = same.stream().filter(row -> row.getOccurredAt() != null).sorted(ORDER).toList();
        var groups = new ArrayList<Group>();
        for (var chain : chains(timed)) {
            groups.add(Group.of(chain));
        }
        same.stream()
                .filter(row -> row.getOccurredAt() == null)
                .sorted(ORDER)
                .forEach(row -> join(groups, row));
        return groups;
    }

    private static List<List<SmsEvent>> chains(List<SmsEvent> timed) {
        var chains = new ArrayList<List<SmsEvent>>();
        for (var row : timed) {
            if (chains.isEmpty() || !isNear(chains.getLast().getLast(), row)) {
                chains.add(new ArrayList<>());
            }
            chains.getLast().add(row);
        }
        return chains;
    }

    private static boolean isNear(SmsEvent earlier, SmsEvent later) {
        return Duration.between(SmsMessage.timeOf(earlier), SmsMessage.timeOf(later))
                        .compareTo(SAME_SMS)
                <= 0;
    }

    /** To the nearest group that still lacks this channel's telling of a message, else alone. */
    private static void join(List<Group> groups, SmsEvent row) {
        groups.stream()
                .filter(group -> group.lacks(row.getChannel()))
                .filter(group -> group.distance(row).compareTo(NEAR) <= 0)
                .min(Comparator.comparing(group -> group.distance(row)))
                .ifPresentOrElse(group -> group.add(row), () -> groups.add(Group.of(List.of(row))));
    }

    /**
     * Rows that tell of the same message or messages.
     *
     * @param at time of its first row
     * @param tellings by channel: one list of rows for each message the channel tells of
     */
    private record Group(Instant at, Map<Channel, List<List<SmsEvent>>> tellings) {

        static Group of(List<SmsEvent> rows) {
            var tellings = new EnumMap<Channel, List<List<SmsEvent>>>(Channel.class);
            rows.stream()
                    .collect(Collectors.groupingBy(SmsEvent::getChannel))
                    .forEach((channel, told) -> tellings.put(channel, tellings(told)));
            return new Group(SmsMessage.timeOf(rows.getFirst()), tellings);
        }

        /**
         * A channel tells one message again when its delivery went on: rows of one time that differ
         * in the delivery word are one message, rows with the same word are several.
         */
        private static List<List<SmsEvent>> tellings(List<SmsEvent> told) {
            var slots = new TreeMap<Place, List<SmsEvent>>(Place.ORDER);
            var seen = new TreeMap<String, Integer>();
            for (var row : told.stream().sorted(ORDER).toList()) {
                var at = SmsMessage.timeOf(row);
                var word = at + " " + Objects.toString(row.getProviderDeliveryStatus(), "");
                var number = seen.merge(word, 1, Integer::sum);
                slots.computeIfAbsent(new Place(at, number), _ -> new ArrayList<>()).add(row);
            }
            return new ArrayList<>(slots.values());
        }

        boolean lacks(Channel channel) {
            return tellings.getOrDefault(channel, List.of()).size() < size();
        }

        int size() {
            return tellings.values().stream().mapToInt(List::size).max().orElse(0);
        }

        Duration distance(SmsEvent row) {
            return Duration.between(at, SmsMessage.timeOf(row)).abs();
        }

        void add(SmsEvent row) {
            tellings.computeIfAbsent(row.getChannel(), _ -> new ArrayList<>()).add(List.of(row));
        }

        List<SmsMessage> messages() {
            var messages = new ArrayList<SmsMessage>();
            for (var number = 0; number < size(); number++) {
                var rows = new ArrayList<SmsEvent>();
                for (var told : tellings.values()) {
                    if (number < told.size()) {
                        rows.addAll(told.get(number));
                    }
                }
                messages.add(new SmsMessage(rows, number));
            }
            return messages;
        }
    }

    private record Place(Instant at, int number) {
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::at).thenComparingInt(Place::number);
    }
}
