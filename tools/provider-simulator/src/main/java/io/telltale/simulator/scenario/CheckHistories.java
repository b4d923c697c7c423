package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Histories that were over before the fleet was born: 60 events a device, some devices with more
 * than one callback can carry; some seconds are shared by many events, some events are twins, some
 * are odd in their text or time.
 *
 * @param account tells accounts of one seed apart
 * @param devices how many
 * @param longOnes how many of them, the first ones, have long histories
 */
record CheckHistories(long seed, int account, int devices, int longOnes, Instant bornAt)
        implements Histories {

    private static final int USUAL = 60;
    private static final int MANY = 620;
    private static final double TWINS = 0.02;
    private static final double RECENT = 0.1;
    private static final int BUSY_SECOND = 12;
    private static final double ODD_TEXTS = 0.03;
    private static final double ODD_TIMES = 0.03;
    private static final List<String> FINAL =
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
                    "Failed");

    /** A device by its place in the account, from 0. */
    private record Known(CheckHistories all, int index) implements SmsHistory {

        @Override
        public List<DeviceId> ids() {
            return List.of(all.iccid(index), all.msisdn(index));
        }

        @Override
        public List<Dated> events(Instant now) {
            return all.eventsOf(index);
        }
    }

    @Override
    public Optional<SmsHistory> of(DeviceId device) {
        var digits = device.id();
        if (digits.length() < 5 || !digits.chars().allMatch(each -> each >= '0' && each <= '9')) {
            return Optional.empty();
        }
        var index = Integer.parseInt(digits.substring(digits.length() - 5));
        return index < devices && (iccid(index).names(device) || msisdn(index).names(device))
                ? Optional.of(new Known(this, index))
                : Optional.empty();
    }

    @Override
    public Stream<DeviceId> known() {
        return IntStream.range(0, devices).mapToObj(this::iccid);
    }

    private DeviceId iccid(int index) {
        return new DeviceId("891480%04d%010d".formatted(account, index), "iccid");
    }

    private DeviceId msisdn(int index) {
        return new DeviceId("1%05d%05d".formatted(account, index), "msisdn");
    }

    private List<Dated> eventsOf(int index) {
        var random = SeededRandom.of(seed, 3, account, index);
        var count = index < longOnes ? MANY : USUAL;
        var events = new ArrayList<Dated>(count);
        var busy = time(random);
        while (events.size() < count) {
            var shared = events.size() < BUSY_SECOND && index % 4 == 0;
            var time = shared ? busy : time(random);
            var event = odd(index, new Dated(events.size(), time, event(random, time)));
            events.add(event);
            if (events.size() < count && SeededRandom.happens(random, TWINS)) {
                events.add(new Dated(events.size(), time, event.event(), event.meaning()));
            }
        }
        events.sort(Comparator.comparing(Dated::time));
        return events;
    }

    /** The event as it is, or with something odd; drawn apart from all that it says. */
    private Dated odd(int index, Dated dated) {
        var random = SeededRandom.of(seed, 8, account, index, dated.key());
        var event = dated.event();
        var oddText = SeededRandom.happens(random, ODD_TEXTS);
        var oddTime = SeededRandom.happens(random, ODD_TIMES);
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

    /** Mostly 10 to 85 days before birth, else in the last three. */
    private Instant time(SplittableRandom random) {
        var seconds =
                SeededRandom.happens(random, RECENT)
                        ? random.nextLong(60, Duration.ofDays(3).toSeconds())
                        : random.nextLong(
                                Duration.ofDays(10).toSeconds(), Duration.ofDays(85).toSeconds());
        return Instant.ofEpochSecond(bornAt.getEpochSecond() - seconds);
    }

    private static SmsEvent event(SplittableRandom random, Instant time) {
        var peer = "1555" + random.nextInt(1_000_000, 10_000_000);
        var text = SmsTexts.ascii(random);
        return random.nextBoolean()
                ? SmsEvent.fromDevice(time, peer, text)
                : SmsEvent.toDevice(time, peer, text, SeededRandom.oneOf(random, FINAL));
    }
}
