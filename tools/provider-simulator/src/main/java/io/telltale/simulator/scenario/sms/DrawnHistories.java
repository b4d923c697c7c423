package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.odd.Meaning;
import io.telltale.simulator.scenario.odd.OddTexts;
import io.telltale.simulator.scenario.odd.OddTime;
import io.telltale.simulator.scenario.sms.Histories.Dated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Drawn histories that were over before the fleet was born, some devices with more events than one
 * callback carries. Some seconds are shared by many events, some events are twins or odd.
 *
 * @param key separates accounts of one seed
 * @param usual events of a device
 * @param many events of each of the first {@code manyAt} devices
 * @param busy events of every fourth device that share one second
 * @param shares which of the events are special
 */
public record DrawnHistories(
        long seed,
        long key,
        Instant bornAt,
        int usual,
        int many,
        int manyAt,
        int busy,
        Shares shares)
        implements Histories.Events {

    private static final List<String> STATUSES =
            List.of(
                    "Delivered",
                    "Delivered",
                    "Delivered",
                    "Delivered",
                    "Expired",
                    "Deleted",
                    "Undeliverable",
                    "Rejected",
                    "Skipped",
                    "Failed",
                    "Enroute",
                    "Accepted");

    /**
     * Shares of events, 0 to 1.
     *
     * @param fromDevice of messages from the device
     * @param recent of events in the last three days before birth; the others are 10 to 85 days old
     * @param twins of events that have a twin
     * @param odd of events with an odd text, and of events with an odd time
     */
    public record Shares(double fromDevice, double recent, double twins, double odd) {}

    @Override
    public List<Dated> of(int place, Instant now) {
        var random = SeededRandom.of(seed, 3, key, place);
        var count = place < manyAt ? many : usual;
        var events = new ArrayList<Dated>(count);
        var shared = time(random);
        while (events.size() < count) {
            var number = events.size();
            var time = number < busy && place % 4 == 0 ? shared : time(random);
            var event = odd(place, event(random, time).dated(number));
            events.add(event);
            if (number + 1 < count && SeededRandom.happens(random, shares.twins())) {
                events.add(new Dated(number + 1L, time, event.event(), event.meaning()));
            }
        }
        return events;
    }

    /** The event as it is, or with an odd text or time. */
    private Dated odd(int place, Dated dated) {
        var random = SeededRandom.of(seed, 8, key, place, dated.key());
        var event = dated.event();
        var oddText = SeededRandom.happens(random, shares.odd());
        var oddTime = SeededRandom.happens(random, shares.odd());
        if (!oddText && !oddTime) {
            return dated;
        }
        var time =
                oddTime
                        ? OddTime.of(random, dated.time())
                        : new OddTime(event.timestamp(), dated.time());
        var text = oddText ? OddTexts.of(random, event.message()) : event.message();
        return new Dated(
                dated.key(),
                dated.time(),
                event.odd(time.written(), text),
                new Meaning(List.of(), time.read()));
    }

    private Instant time(SplittableRandom random) {
        var seconds =
                SeededRandom.happens(random, shares.recent())
                        ? random.nextLong(60, Duration.ofDays(3).toSeconds())
                        : random.nextLong(
                                Duration.ofDays(10).toSeconds(), Duration.ofDays(85).toSeconds());
        return Instant.ofEpochSecond(bornAt.getEpochSecond() - seconds);
    }

    private SmsEvent event(SplittableRandom random, Instant time) {
        var text = SmsTexts.plain(SmsTexts.of(random));
        return SeededRandom.happens(random, shares.fromDevice())
                ? SmsEvent.fromDevice(time, SmsTexts.peer(random), text)
                : SmsEvent.toDevice(
                        time, SmsTexts.peer(random), text, SeededRandom.oneOf(random, STATUSES));
    }
}
