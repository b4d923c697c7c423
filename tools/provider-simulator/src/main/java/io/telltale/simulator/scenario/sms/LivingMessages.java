package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.Timetable;
import java.time.Duration;
import java.time.Instant;

/**
 * The messages of living devices: each sends in its turn, at equal distances and without end. They
 * go to the listener first, and to the queue when that fails.
 *
 * @param devices by ICCID, IMEI and MDN
 * @param before messages that were there before all of them
 */
public record LivingMessages(long seed, Population devices, Instant bornAt, MessageFlow before)
        implements MessageFlow {

    private static final int A_DAY_PER_DEVICE = 2;

    /** So that a small fleet is not silent. */
    private static final int LEAST_A_DAY = 2_880;

    /** The turns of the fleet's messages; turn 0 is birth, without a message. */
    Timetable turns() {
        var aDay = Math.max((long) devices.count() * A_DAY_PER_DEVICE, LEAST_A_DAY);
        return Timetable.endless(bornAt, Duration.ofDays(1).dividedBy(aDay), Duration.ofDays(90));
    }

    @Override
    public int arrivedBy(Instant now) {
        var living = Math.max(0, turns().begun(now) - 1);
        return earlier() + Math.toIntExact(Math.min(living, Integer.MAX_VALUE / 2));
    }

    @Override
    public DeviceMessage message(int number) {
        if (number <= earlier()) {
            return before.message(number);
        }
        var turn = number - earlier();
        var ids = devices.ids((turn - 1) % devices.count());
        var arrives = turns().at(turn);
        return new DeviceMessage(
                arrives,
                true,
                false,
                SeededRandom.uuid(SeededRandom.of(seed, 12, turn)).toString(),
                QueueMessage.of(ids.subList(1, ids.size()), text(turn), arrives),
                null);
    }

    @Override
    public boolean alwaysQueued(int number) {
        return number <= earlier();
    }

    @Override
    public boolean offeredLive(int number) {
        return number > earlier();
    }

    @Override
    public int senders() {
        return before.senders() + devices.count();
    }

    String text(long turn) {
        return SmsTexts.plain(SmsTexts.of(SeededRandom.of(seed, 11, turn)));
    }

    private int earlier() {
        return before.arrivedBy(bornAt);
    }
}
