package io.telltale.streams.query;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.sms.SmsMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The SMS rows of a device in one aligned quarter of an hour. */
final class SmsQuarter {

    private static final long LENGTH = Duration.ofMinutes(15).toMillis();

    private final long begin;
    private final List<SmsEvent> rows = new ArrayList<>();

    /** The quarter that a position lies in. */
    SmsQuarter(HistoryPosition position) {
        this.begin = begin(position.orderAt().toEpochMilli());
    }

    private static long begin(long time) {
        return Math.floorDiv(time, LENGTH) * LENGTH;
    }

    /** The end of the quarter that a position lies in: where reading backwards has to begin. */
    static HistoryPosition endOf(HistoryPosition position) {
        var time = position.orderAt().toEpochMilli();
        return time > Long.MAX_VALUE - LENGTH
                ? position
                : HistoryPosition.atTheBeginOf(Instant.ofEpochMilli(begin(time) + LENGTH));
    }

    /** The begin of the quarter that a time lies in. */
    static Instant beginOf(Instant time) {
        var millis = time.toEpochMilli();
        return millis < Long.MIN_VALUE + LENGTH ? time : Instant.ofEpochMilli(begin(millis));
    }

    boolean contains(HistoryPosition position) {
        return begin(position.orderAt().toEpochMilli()) == begin;
    }

    void add(HistoryRow row) {
        if (row.event() instanceof Event.Sms(var sms)) {
            rows.add(sms);
        }
    }

    List<SmsMessage> messages() {
        return SmsMessage.of(rows);
    }

    HistoryPosition begin() {
        return HistoryPosition.atTheBeginOf(Instant.ofEpochMilli(begin));
    }
}
