package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Histories of living devices, worked out for the last 90 days: one message to each device a day,
 * whose delivery status changes in its first minutes, and what the device has sent since birth.
 *
 * @param examples histories that are there beside
 */
record LivingHistories(long seed, LivingDevices who, LivingMessages messages, Histories examples)
        implements Histories {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);
    private static final Duration SETTLED = Duration.ofMinutes(10);
    private static final Duration GIVEN_UP = Duration.ofDays(5);
    private static final long SENT_KEYS = 1L << 32;

    /** As many as are listed; every device has a history. */
    private static final int LISTED = 1_000;

    /** A device by its place. */
    private record Known(LivingHistories all, int place) implements SmsHistory {

        @Override
        public List<DeviceId> ids() {
            return all.who.ids(place);
        }

        @Override
        public List<Dated> events(Instant now) {
            var events = new ArrayList<Dated>();
            all.addReceived(events, place, now);
            all.addSent(events, place, now);
            events.sort(Comparator.comparing(Dated::time).thenComparingLong(Dated::key));
            return events;
        }
    }

    @Override
    public Optional<SmsHistory> of(DeviceId device) {
        var place = who.place(device);
        return place.isPresent()
                ? Optional.of(new Known(this, place.getAsInt()))
                : examples.of(device);
    }

    @Override
    public Stream<DeviceId> known() {
        return Stream.concat(
                examples.known(),
                IntStream.range(0, Math.min(who.count(), LISTED)).mapToObj(who::iccid));
    }

    /** Messages to the device; their key is the day. */
    private void addReceived(List<Dated> events, int place, Instant now) {
        var today = now.getEpochSecond() / DAY.toSeconds();
        for (var day = today - KEPT.toDays(); day <= today; day++) {
            var random = SeededRandom.of(seed, 13, place, day);
            var time = Instant.ofEpochSecond(day * DAY.toSeconds() + random.nextInt(86_400));
            var peer = "1555" + random.nextInt(1_000_000, 10_000_000);
            var text = SmsTexts.ascii(random);
            if (!time.isAfter(now)) {
                var status = status(random.nextInt(100), Duration.between(time, now));
                events.add(new Dated(day, time, SmsEvent.toDevice(time, peer, text, status)));
            }
        }
    }

    /** Of a hundred messages ten fail and three are never delivered. */
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

    /** Messages of the device, as they also went live; their key is their turn. */
    private void addSent(List<Dated> events, int place, Instant now) {
        var begins = now.minus(KEPT);
        var last = messages.arrivedBy(now);
        for (long turn = place + 1L; turn <= last; turn += who.count()) {
            var time = messages.arrives(turn);
            if (time.isAfter(begins) && !time.isAfter(now)) {
                var second = time.truncatedTo(ChronoUnit.SECONDS);
                var sender = who.mdn(place).id();
                var text = messages.text(turn);
                var key = SENT_KEYS + turn;
                events.add(new Dated(key, second, SmsEvent.fromDevice(second, sender, text)));
            }
        }
    }
}
