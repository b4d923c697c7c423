package io.telltale.localstack.expected;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Rows of one device that tell of one SMS, or of several that nobody can tell apart.
 *
 * @param rows earliest first
 */
public record MessageGroup(List<Row.Sms> rows) {

    private static final Duration SAME = Duration.ofSeconds(2);
    private static final Duration NEAR = Duration.ofMinutes(15);
    private static final Comparator<Row.Sms> ORDER = Comparator.comparing(Row::place);

    public MessageGroup {
        rows = rows.stream().sorted(ORDER).toList();
    }

    /** The groups of all rows of a device. */
    public static List<MessageGroup> of(Collection<Row.Sms> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(MessageGroup::likeness))
                .values()
                .stream()
                .flatMap(alike -> groups(alike).stream())
                .toList();
    }

    /** How many messages: as many as the channel tells that tells most. */
    public int messages() {
        return rows.stream().collect(Collectors.groupingBy(Row.Sms::channel)).values().stream()
                .mapToInt(MessageGroup::told)
                .max()
                .orElse(0);
    }

    /** Direction, and text in which a run of what is not printable ASCII counts as one '?'. */
    private static List<String> likeness(Row.Sms row) {
        var text = row.text();
        var comparable = text == null ? "" : "=" + text.replaceAll("[^\\x20-\\x7e]+|\\?+", "?");
        return List.of(row.direction(), comparable);
    }

    /**
     * Rows of one time that differ in the delivery word are one message that went on; equal ones
     * are several.
     */
    private static int told(List<Row.Sms> ofChannel) {
        Map<Instant, List<Row.Sms>> byTime =
                ofChannel.stream().collect(Collectors.groupingBy(Row::orderAt));
        return byTime.values().stream().mapToInt(MessageGroup::mostOfAWord).sum();
    }

    private static int mostOfAWord(List<Row.Sms> ofOneTime) {
        return ofOneTime.stream()
                .collect(
                        Collectors.groupingBy(
                                row -> Objects.toString(row.providerDelivery(), ""),
                                Collectors.counting()))
                .values()
                .stream()
                .mapToInt(Long::intValue)
                .max()
                .orElse(0);
    }

    private static List<MessageGroup> groups(List<Row.Sms> alike) {
        var groups = new ArrayList<MessageGroup>();
        for (var row : sorted(alike, true)) {
            var last = groups.isEmpty() ? null : groups.getLast();
            if (last != null
                    && !row.orderAt().isAfter(last.rows().getLast().orderAt().plus(SAME))) {
                groups.set(groups.size() - 1, last.with(row));
            } else {
                groups.add(new MessageGroup(List.of(row)));
            }
        }
        for (var row : sorted(alike, false)) {
            join(groups, row);
        }
        return groups;
    }

    private static List<Row.Sms> sorted(List<Row.Sms> rows, boolean timed) {
        return rows.stream()
                .filter(row -> (row.occurredAt() != null) == timed)
                .sorted(ORDER)
                .toList();
    }

    /** A row without a provider's time belongs to the nearest group that lacks one of its kind. */
    private static void join(List<MessageGroup> groups, Row.Sms row) {
        var nearest =
                groups.stream()
                        .filter(group -> group.lacks(row.channel()))
                        .filter(group -> group.distance(row).compareTo(NEAR) <= 0)
                        .min(Comparator.comparing(group -> group.distance(row)));
        if (nearest.isPresent()) {
            groups.set(groups.indexOf(nearest.get()), nearest.get().with(row));
        } else {
            groups.add(new MessageGroup(List.of(row)));
        }
    }

    private boolean lacks(String channel) {
        return told(rows.stream().filter(row -> row.channel().equals(channel)).toList())
                < messages();
    }

    private Duration distance(Row.Sms row) {
        return Duration.between(rows.getFirst().orderAt(), row.orderAt()).abs();
    }

    private MessageGroup with(Row.Sms row) {
        var all = new ArrayList<>(rows);
        all.add(row);
        return new MessageGroup(all);
    }
}
