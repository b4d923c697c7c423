package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * The messages of living devices: each sends in its turn, at equal distances and without end. They
 * go to the listener first, and to the queue when that fails.
 *
 * @param examples messages that were there before all of them
 */
record LivingMessages(long seed, LivingDevices who, Instant bornAt, MessageFlow examples)
        implements MessageFlow {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final ZoneOffset PACIFIC = ZoneOffset.ofHours(-8);
    private static final int A_DAY_PER_DEVICE = 2;

    /** So that a small fleet does not seem dead. */
    private static final int LEAST_A_DAY = 2_880;

    /** Between two messages of the fleet. */
    Duration interval() {
        var aDay = Math.max((long) who.count() * A_DAY_PER_DEVICE, LEAST_A_DAY);
        return Duration.ofDays(1).dividedBy(aDay);
    }

    @Override
    public int arrivedBy(Instant now) {
        var living = now.isBefore(bornAt) ? 0 : Duration.between(bornAt, now).dividedBy(interval());
        return count() + Math.toIntExact(Math.min(living, Integer.MAX_VALUE / 2));
    }

    @Override
    public DeviceMessage message(int number) {
        if (number <= count()) {
            return examples.message(number);
        }
        var turn = number - count();
        var place = (turn - 1) % who.count();
        var arrives = arrives(turn);
        var received = arrives.truncatedTo(ChronoUnit.SECONDS).atOffset(PACIFIC);
        var content =
                QueueMessage.of(
                        List.of(who.imei(place), who.mdn(place)),
                        text(turn),
                        TIME.format(received));
        var requestId = SeededRandom.uuid(SeededRandom.of(seed, 12, turn)).toString();
        return DeviceMessage.plain(arrives, true, false, requestId, content);
    }

    @Override
    public boolean alwaysQueued(int number) {
        return number <= count();
    }

    @Override
    public boolean offeredLive(int number) {
        return number > count();
    }

    @Override
    public int devices() {
        return examples.devices() + who.count();
    }

    /** When a message arrives, by its turn from 1. */
    Instant arrives(long turn) {
        return bornAt.plus(interval().multipliedBy(turn));
    }

    String text(long turn) {
        return SmsTexts.ascii(SeededRandom.of(seed, 11, turn));
    }

    private int count() {
        return examples.arrivedBy(bornAt);
    }
}
