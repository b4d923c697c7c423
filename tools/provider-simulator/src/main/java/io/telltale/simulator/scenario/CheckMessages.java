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
 * are out of order by up to a minute. Some are odd, in their ids, their text or their time.
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

    /** Shares of messages whose ids, text or time are odd; some are so in two of these. */
    private static final double ODD_IDS = 0.04;

    private static final double ODD_TEXTS = 0.03;
    private static final double ODD_TIMES = 0.03;

    /** Shares of the life between which live messages arrive. */
    private static final double LIVE_FROM = 0.25;

    private static final double LIVE_TO = 0.95;

    MessageFlow flow() {
        var messages = new ArrayList<DeviceMessage>(count);
        var random = SeededRandom.of(seed, 2, account);
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
        var time = received.truncatedTo(ChronoUnit.SECONDS);
        var content =
                QueueMessage.of(
                        ids(number % devices),
                        SmsTexts.of(random) + " " + Integer.toString(number, 36),
                        TIME.format(time.atOffset(PACIFIC)));
        var requestId = SeededRandom.uuid(random).toString();
        return odd(
                number, time, DeviceMessage.plain(arrives, offeredLive, true, requestId, content));
    }

    /** The message as it is, or with something odd; drawn apart from all that it says. */
    private DeviceMessage odd(int number, Instant time, DeviceMessage message) {
        var random = SeededRandom.of(seed, 7, account, number);
        var content = message.content();
        var oddIds = SeededRandom.happens(random, ODD_IDS);
        var oddText = SeededRandom.happens(random, ODD_TEXTS);
        var oddTime = SeededRandom.happens(random, ODD_TIMES);
        if (!oddIds && !oddText && !oddTime) {
            return message;
        }
        var device = number % devices;
        var ids =
                oddIds
                        ? OddIds.of(random, content.deviceIds(), account * 100_000 + device)
                        : OddIds.plain(content.deviceIds());
        var text = oddText ? OddTexts.of(random, content.message()) : content.message();
        var spelled = oddTime ? OddTime.of(random, time) : new OddTime(content.timestamp(), time);
        return new DeviceMessage(
                message.arrives(),
                message.offeredLive(),
                message.alwaysQueued(),
                message.requestId(),
                new QueueMessage(ids.written(), text, spelled.written()),
                new Meaning(ids.refs(), spelled.read()));
    }

    /** A message of its own that nothing but its place and request id tells from the other. */
    private DeviceMessage twin(SplittableRandom random, DeviceMessage other, boolean offeredLive) {
        var arrives =
                other.arrives().equals(bornAt)
                        ? bornAt
                        : other.arrives().plusMillis(random.nextInt(1, 2_000));
        return new DeviceMessage(
                arrives,
                offeredLive,
                true,
                SeededRandom.uuid(random).toString(),
                other.content(),
                other.meaning());
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
