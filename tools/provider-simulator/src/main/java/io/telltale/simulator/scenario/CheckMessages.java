package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The messages of one account of the check fleet, thought out beforehand.
 *
 * <p>A third is there at birth. Twins have the device, text and second of another message and
 * arrive soon after it. What is offered live arrives late enough for a listener to be there. Times
 * are out of order by up to a minute.
 *
 * @param account tells accounts of one seed apart
 * @param count how many messages, twins included
 * @param devices how many devices send them
 * @param twins how many messages have a twin
 * @param live how many are also offered to the listener
 */
record CheckMessages(
        long seed,
        int account,
        int count,
        int devices,
        int twins,
        int live,
        Instant bornAt,
        Duration life) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final ZoneOffset PACIFIC = ZoneOffset.ofHours(-8);
    private static final int AT_BIRTH_ONE_IN = 3;

    /** Shares of the life between which live messages arrive. */
    private static final double LIVE_FROM = 0.25;

    private static final double LIVE_TO = 0.95;

    MessageFlow flow() {
        var messages = new ArrayList<DeviceMessage>(count);
        var random = Draws.of(seed, 2, account);
        var liveLeft = live;
        for (var number = 0; number < count - twins; number++) {
            var message = message(random, number, liveLeft > 0);
            liveLeft -= message.offeredLive() ? 1 : 0;
            messages.add(message);
            if (number % ((count - twins) / twins) == 0 && messages.size() < count) {
                var bothLive = message.offeredLive() && liveLeft > 0 && number % 2 == 0;
                messages.add(twin(random, message, bothLive));
                liveLeft -= bothLive ? 1 : 0;
            }
        }
        messages.sort(Comparator.comparing(DeviceMessage::arrives));
        return new MessageFlow.Planned(messages, devices);
    }

    /** The first ones are live, the last ones there at birth. */
    private DeviceMessage message(SplittableRandom random, int number, boolean offeredLive) {
        var atBirth = number >= count - twins - count / AT_BIRTH_ONE_IN;
        var share =
                offeredLive
                        ? random.nextDouble(LIVE_FROM, LIVE_TO)
                        : random.nextDouble(0.01, LIVE_TO);
        var arrives =
                atBirth && !offeredLive
                        ? bornAt
                        : bornAt.plusMillis((long) (share * life.toMillis()));
        var received = arrives.minusSeconds(random.nextInt(0, 60));
        var content =
                new QueuedSms(
                        ids(number % devices),
                        Texts.of(random) + " " + Integer.toString(number, 36),
                        TIME.format(received.truncatedTo(ChronoUnit.SECONDS).atOffset(PACIFIC)));
        var requestId = Draws.uuid(random).toString();
        return new DeviceMessage(arrives, offeredLive, true, requestId, content);
    }

    /** A message of its own that nothing but its place and request id tells from the other. */
    private DeviceMessage twin(SplittableRandom random, DeviceMessage other, boolean offeredLive) {
        var arrives =
                other.arrives().equals(bornAt)
                        ? bornAt
                        : other.arrives().plusMillis(random.nextInt(1, 2_000));
        return new DeviceMessage(
                arrives, offeredLive, true, Draws.uuid(random).toString(), other.content());
    }

    /** One, two or three ids of one device. */
    private List<DeviceId> ids(int device) {
        var number = account * 100_000 + device;
        var imei = new DeviceId("35900%010d".formatted(number), "imei");
        var mdn = new DeviceId("7%09d".formatted(number), "mdn");
        var esn = new DeviceId("%011d".formatted(number), "esn");
        return switch (device % 5) {
            case 0 -> List.of(imei, mdn);
            case 1 -> List.of(esn, mdn, imei);
            case 2 -> List.of(mdn);
            case 3 -> List.of(esn);
            default -> List.of(imei);
        };
    }
}
