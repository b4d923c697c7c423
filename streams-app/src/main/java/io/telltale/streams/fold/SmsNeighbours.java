package io.telltale.streams.fold;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.SmsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that may change which message an SMS is, or be changed by it: those of its direction and
 * text that reach it in steps of 2 s, or of 15 min where rows without a provider's time are near.
 * Rows further away form the same messages with it and without it.
 */
final class SmsNeighbours {

    /** What is read at once to both sides: some steps, so that chains mostly end in it. */
    private static final Duration ROOM = Duration.ofSeconds(10);

    private SmsNeighbours() {}

    /**
     * Those of one SMS.
     *
     * @param areAllTimed whether no SMS among the rows lacks a provider's time
     */
    static List<SmsEvent> of(SmsEvent sms, Rows rows, boolean areAllTimed) {
        if (!areAllTimed || sms.getOccurredAt() == null) {
            return allAround(sms, rows);
        }
        var at = SmsMessage.timeOf(sms);
        var chain = within(alike(sms, rows, at.minus(ROOM), at.plus(ROOM)), at);
        var isClosed =
                chain.stream()
                        .map(row -> Duration.between(at, SmsMessage.timeOf(row)).abs())
                        .allMatch(
                                distance -> distance.plus(SmsGroups.SAME_SMS).compareTo(ROOM) <= 0);
        return isClosed ? chain : allAround(sms, rows);
    }

    /** Reads further to both sides until nothing is within the longest step. */
    private static List<SmsEvent> allAround(SmsEvent sms, Rows rows) {
        var from = SmsMessage.timeOf(sms);
        var until = from;
        while (true) {
            var found = alike(sms, rows, from.minus(SmsGroups.NEAR), until.plus(SmsGroups.NEAR));
            var first =
                    found.isEmpty()
                            ? from
                            : Times.earlier(from, SmsMessage.timeOf(found.getFirst()));
            var last =
                    found.isEmpty()
                            ? until
                            : Times.later(until, SmsMessage.timeOf(found.getLast()));
            if (first.equals(from) && last.equals(until)) {
                return found;
            }
            from = first;
            until = last;
        }
    }

    /** Those that a place reaches by steps of one SMS, in order. */
    private static List<SmsEvent> within(List<SmsEvent> sorted, Instant at) {
        var reached = new ArrayList<SmsEvent>();
        var edge = at;
        for (var row : sorted) {
            var time = SmsMessage.timeOf(row);
            if (!time.isBefore(at) && !time.isAfter(edge.plus(SmsGroups.SAME_SMS))) {
                reached.add(row);
                edge = time;
            }
        }
        edge = at;
        for (var row : sorted.reversed()) {
            var time = SmsMessage.timeOf(row);
            if (time.isBefore(at) && !time.isBefore(edge.minus(SmsGroups.SAME_SMS))) {
                reached.addFirst(row);
                edge = time;
            }
        }
        return reached;
    }

    private static List<SmsEvent> alike(SmsEvent sms, Rows rows, Instant from, Instant until) {
        var found = new ArrayList<SmsEvent>();
        for (var row : rows.between(from, until)) {
            if (row instanceof Event.Sms(var other) && SmsMessage.alike(sms, other)) {
                found.add(other);
            }
        }
        return found;
    }
}
