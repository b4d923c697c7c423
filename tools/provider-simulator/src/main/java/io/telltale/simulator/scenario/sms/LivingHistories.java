package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.sms.Histories.Dated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The last 90 days of living devices: one message to each device a day, whose delivery status
 * changes in its first minutes, and the messages of the device since birth.
 */
public record LivingHistories(long seed, LivingMessages messages) implements Histories.Events {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);
    private static final Duration SETTLED = Duration.ofMinutes(10);
    private static final Duration GIVEN_UP = Duration.ofDays(5);
    private static final long SENT_KEYS = 1L << 32;

    @Override
    public List<Dated> of(int place, Instant now) {
        var today = now.getEpochSecond() / DAY_SECONDS;
        var events = new ArrayList<Dated>();
        for (var day = today - KEPT.toDays(); day <= today; day++) {
            events.add(received(place, day, now));
        }
        var turns = messages.turns();
        var mdn = messages.devices().ids(place).getLast().id();
        for (long turn = place + 1L; turn < turns.begun(now); turn += messages.devices().count()) {
            if (turn > turns.first(now)) {
                var event = SmsEvent.fromDevice(turns.at(turn), mdn, messages.text(turn));
                events.add(event.dated(SENT_KEYS + turn));
            }
        }
        return events;
    }

    private Dated received(int place, long day, Instant now) {
        var random = SeededRandom.of(seed, 13, place, day);
        var time = Instant.ofEpochSecond(day * DAY_SECONDS + random.nextLong(DAY_SECONDS));
        var status = status(random.nextInt(100), Duration.between(time, now));
        var text = SmsTexts.plain(SmsTexts.of(random));
        return SmsEvent.toDevice(time, SmsTexts.peer(random), text, status).dated(day);
    }

    /** Ten of a hundred messages fail, three are never delivered. */
    private static String status(int fate, Duration age) {
        if (age.compareTo(UNDER_WAY) < 0) {
            return "Scheduled";
        }
        if (age.compareTo(SETTLED) < 0) {
            return "Enroute";
        }
        if (fate < 3) {
            return age.compareTo(GIVEN_UP) < 0 ? "Enroute" : "Expired";
        }
        return fate < 13 ? "Undeliverable" : "Delivered";
    }
}
