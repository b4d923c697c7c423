package io.telltale.recomputation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One SMS of a device, with all rows that report it.
 *
 * @param rows in order; at most one of each channel, but for history rows that differ in the
 *     delivery status
 */
public record ExpectedMessage(List<EventRow.Sms> rows) {

    private static final int BLOCK_SECONDS = 15 * 60;
    private static final int WINDOW_SECONDS = 60;
    private static final int LONGEST_AFTER_BEGIN = 2;
    private static final int MOST_ROWS = 1_000;
    private static final List<String> CHANNELS = List.of("HISTORY", "POLL", "CALLBACK");
    private static final List<String> DELIVERY =
            List.of("UNKNOWN", "SCHEDULED", "ACCEPTED", "ENROUTE");
    private static final Comparator<EventRow.Sms> ORDER = Comparator.comparing(EventRow::place);

    public ExpectedMessage {
        rows = rows.stream().sorted(ORDER).toList();
    }

    /** Only rows of one block can be one message. */
    private record Block(long quarterHour, String direction, @Nullable String folded) {

        static Block of(EventRow.Sms row) {
            return new Block(
                    Math.floorDiv(second(row), BLOCK_SECONDS),
                    row.direction(),
                    ExpectedMessage.folded(row.text()));
        }
    }

    /**
     * What one channel reports once: a row, or history rows of one message whose delivery went on.
     */
    private record Report(List<EventRow.Sms> rows) {

        static final Comparator<Report> ORDER =
                Comparator.comparingLong(Report::at)
                        .thenComparingInt(report -> CHANNELS.indexOf(report.channel()))
                        .thenComparing(Report::eventId);

        long at() {
            return second(rows.getFirst());
        }

        String channel() {
            return rows.getFirst().channel();
        }

        String eventId() {
            return rows.stream()
                    .map(EventRow::eventId)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        @Nullable String text() {
            return rows.getFirst().text();
        }
    }

    /** A message in the making; it begins with its first report, whatever joins it. */
    private static final class Draft {

        private final Report first;
        private final List<Report> reports = new ArrayList<>();

        Draft(Report first) {
            this.first = first;
            reports.add(first);
        }

        boolean lacks(Report report) {
            return reports.stream().noneMatch(each -> each.channel().equals(report.channel()));
        }

        boolean isOfText(@Nullable String text) {
            return Objects.equals(first.text(), text);
        }

        /** Two texts that are both complete are two messages, whatever they fold to. */
        boolean mayBe(@Nullable String text) {
            return !isBeyondAscii(text)
                    || reports.stream()
                            .map(Report::text)
                            .allMatch(own -> !isBeyondAscii(own) || Objects.equals(own, text));
        }

        long distance(Report report) {
            return Math.abs(report.at() - first.at());
        }

        ExpectedMessage message() {
            return new ExpectedMessage(
                    reports.stream().flatMap(report -> report.rows().stream()).toList());
        }
    }

    /** The messages of all SMS rows of a device. */
    public static List<ExpectedMessage> of(Collection<EventRow.Sms> rows) {
        return rows.stream().collect(Collectors.groupingBy(Block::of)).values().stream()
                .flatMap(block -> ofBlock(block).stream())
                .toList();
    }

    private static List<ExpectedMessage> ofBlock(List<EventRow.Sms> rows) {
        return rows.size() > MOST_ROWS
                ? ofFullestChannels(rows)
                : drafts(rows).stream().map(Draft::message).toList();
    }

    private static List<ExpectedMessage> ofFullestChannels(List<EventRow.Sms> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> Optional.ofNullable(row.text())))
                .values()
                .stream()
                .flatMap(ofText -> fullestChannel(ofText).stream())
                .map(row -> new ExpectedMessage(List.of(row)))
                .toList();
    }

    /** Of channels that are equally full the first in their order. */
    private static List<EventRow.Sms> fullestChannel(List<EventRow.Sms> rows) {
        return CHANNELS.stream()
                .map(channel -> rows.stream().filter(row -> row.channel().equals(channel)).toList())
                .reduce((one, other) -> other.size() > one.size() ? other : one)
                .orElseThrow();
    }

    private static List<Draft> drafts(List<EventRow.Sms> rows) {
        var windows =
                rows.stream()
                        .filter(EventRow::isTimed)
                        .collect(
                                Collectors.groupingBy(
                                        row -> Math.floorDiv(second(row), WINDOW_SECONDS),
                                        TreeMap::new,
                                        Collectors.toList()));
        var drafts = new ArrayList<Draft>();
        windows.values().forEach(window -> drafts.addAll(ofWindow(window)));
        rows.stream()
                .filter(row -> !row.isTimed())
                .sorted(ORDER)
                .map(row -> new Report(List.of(row)))
                .forEach(report -> {
                    if (!joinNearest(drafts, report, draft -> draft.isOfText(report.text()))
                            && !joinNearest(drafts, report, draft -> draft.mayBe(report.text()))) {
                        drafts.add(new Draft(report));
                    }
                });
        return drafts;
    }

    private static List<Draft> ofWindow(List<EventRow.Sms> rows) {
        var texts = rows.stream().map(EventRow.Sms::text).collect(Collectors.toSet());
        var reports = reports(rows);
        var undecoded =
                reports.stream().filter(report -> isUndecoded(report.text(), texts)).toList();
        var drafts =
                new ArrayList<>(
                        byExactText(
                                reports.stream()
                                        .filter(report -> !undecoded.contains(report))
                                        .toList()));
        var left = new ArrayList<Report>();
        for (var report : undecoded) {
            if (!joinNearest(drafts, report, draft -> isBeyondAscii(draft.first.text()))) {
                left.add(report);
            }
        }
        drafts.addAll(byExactText(left));
        return drafts;
    }

    /** In order. The n-th history rows of each delivery status are one, where all else is equal. */
    private static List<Report> reports(List<EventRow.Sms> rows) {
        var reports = new ArrayList<Report>();
        var history =
                rows.stream()
                        .filter(row -> row.channel().equals("HISTORY"))
                        .collect(
                                Collectors.groupingBy(row ->
                                        List.of(
                                                row.orderAt(),
                                                Objects.requireNonNullElse(row.text(), ""))));
        history.values().forEach(alike -> reports.addAll(deliveries(alike)));
        rows.stream()
                .filter(row -> !row.channel().equals("HISTORY"))
                .forEach(row -> reports.add(new Report(List.of(row))));
        return reports.stream().sorted(Report.ORDER).toList();
    }

    private static List<Report> deliveries(List<EventRow.Sms> alike) {
        var byStatus =
                alike.stream()
                        .sorted(Comparator.comparing(EventRow::eventId))
                        .collect(
                                Collectors.groupingBy(row ->
                                        Objects.requireNonNullElse(row.providerDelivery(), "")))
                        .values();
        var reports = new ArrayList<Report>();
        var most = byStatus.stream().mapToInt(List::size).max().orElse(0);
        for (var number = 0; number < most; number++) {
            var nth = number;
            reports.add(
                    new Report(
                            byStatus.stream()
                                    .filter(rows -> rows.size() > nth)
                                    .map(rows -> rows.get(nth))
                                    .toList()));
        }
        return reports;
    }

    /** Exact texts apart: a report joins the earliest message that began at most 2 s before it. */
    private static List<Draft> byExactText(List<Report> reports) {
        var drafts = new ArrayList<Draft>();
        for (var report : reports) {
            var earliest =
                    drafts.stream()
                            .filter(draft -> draft.isOfText(report.text()))
                            .filter(draft -> draft.first.at() >= report.at() - LONGEST_AFTER_BEGIN)
                            .filter(draft -> draft.lacks(report))
                            .findFirst();
            if (earliest.isPresent()) {
                earliest.get().reports.add(report);
            } else {
                drafts.add(new Draft(report));
            }
        }
        return drafts;
    }

    private static boolean joinNearest(
            List<Draft> drafts, Report report, Predicate<Draft> isEligible) {
        var nearest =
                drafts.stream()
                        .filter(isEligible)
                        .filter(draft -> draft.lacks(report))
                        .min(
                                Comparator.comparingLong((Draft draft) -> draft.distance(report))
                                        .thenComparing(draft -> draft.first, Report.ORDER));
        nearest.ifPresent(draft -> draft.reports.add(report));
        return nearest.isPresent();
    }

    /** Whether its '?' may stand for what another text of the window has in full. */
    private static boolean isUndecoded(@Nullable String text, Set<String> texts) {
        return text != null
                && text.contains("?")
                && !isBeyondAscii(text)
                && texts.stream().anyMatch(ExpectedMessage::isBeyondAscii);
    }

    private static boolean isBeyondAscii(@Nullable String text) {
        return text != null && text.chars().anyMatch(each -> each < 0x20 || each > 0x7e);
    }

    static @Nullable String folded(@Nullable String text) {
        return text == null ? null : text.replaceAll("(\\?|[^\\x20-\\x7e])+", "?");
    }

    private static long second(EventRow row) {
        return Math.floorDiv(row.orderAt().toEpochMilli(), 1_000);
    }

    /** The events that report it. */
    public Set<String> eventIds() {
        var ids = new TreeSet<String>();
        rows.forEach(row -> ids.add(row.eventId()));
        return ids;
    }

    /** The channels that report it. */
    public Set<String> channels() {
        var channels = new HashSet<String>();
        rows.forEach(row -> channels.add(row.channel()));
        return channels;
    }

    /** The row whose fields stand for the message: history before poll before callback. */
    public EventRow.Sms shown() {
        return inOrderOfChannels().findFirst().orElseThrow();
    }

    /**
     * The row whose text, with its encoding, stands for the message: the first with the characters
     * that other channels write as '?'.
     */
    public EventRow.Sms textRow() {
        return inOrderOfChannels()
                .filter(row -> isBeyondAscii(row.text()))
                .findFirst()
                .orElseGet(this::shown);
    }

    private Stream<EventRow.Sms> inOrderOfChannels() {
        return rows.stream()
                .sorted(
                        Comparator.comparingInt(
                                        (EventRow.Sms row) -> CHANNELS.indexOf(row.channel()))
                                .thenComparing(ORDER));
    }

    /** Which way it went. */
    public String direction() {
        return rows.getFirst().direction();
    }

    /** When we saw it first. */
    public Instant observedAt() {
        return rows.stream().map(EventRow::observedAt).min(Comparator.naturalOrder()).orElseThrow();
    }

    /**
     * The row whose delivery status holds: terminal beats enroute, accepted, scheduled, unknown,
     * none; of several the one seen last.
     */
    public EventRow.Sms delivered() {
        return rows.stream()
                .max(
                        Comparator.comparingInt(ExpectedMessage::rank)
                                .thenComparing(EventRow::observedAt)
                                .thenComparing(EventRow::eventId))
                .orElseThrow();
    }

    private static int rank(EventRow.Sms row) {
        if (row.delivery() == null) {
            return -1;
        }
        var rank = DELIVERY.indexOf(row.delivery().replace("UNRECOGNIZED", "UNKNOWN"));
        return rank < 0 ? DELIVERY.size() : rank;
    }
}
