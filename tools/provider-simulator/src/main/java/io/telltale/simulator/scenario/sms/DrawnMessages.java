package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.odd.Meaning;
import io.telltale.simulator.scenario.odd.OddIds;
import io.telltale.simulator.scenario.odd.OddTexts;
import io.telltale.simulator.scenario.odd.OddTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The messages of one account, drawn beforehand; each device sends in its turn.
 *
 * <p>Twins have the ids, text and second of another message and arrive soon after it. Echoes repeat
 * a text three seconds later, with ids of their own. Live messages arrive late enough for a
 * listener to be there. Times are out of order by up to a minute.
 *
 * @param key separates accounts of one seed
 * @param count of messages without twins and echoes; no multiple of 7,919
 * @param devices how many devices send them
 * @param shares which of the messages are special
 */
public record DrawnMessages(
        long seed,
        long key,
        int count,
        int devices,
        Instant bornAt,
        Duration life,
        Shares shares,
        Senders senders) {

    /** Spreads what is special over the messages. */
    private static final long STEP = 7_919;

    private static final Duration OLDEST = Duration.ofDays(40);
    private static final Duration YOUNGEST_OLD = Duration.ofMinutes(3);
    private static final Duration ECHO_AFTER = Duration.ofSeconds(3);

    /** Shares of the life between which messages arrive. */
    private static final double FROM = 0.01;

    private static final double LIVE_FROM = 0.25;
    private static final double TO = 0.95;

    /**
     * The special messages.
     *
     * @param live how many are also offered to the listener, without twins and echoes
     * @param atBirth how many of the others are there at birth, likewise
     * @param twinEvery one message in this many has a twin, which is live for every second live one
     * @param echoEvery one message in this many has an echo; 0 for none
     * @param old share of messages that were received up to 40 days before birth
     * @param oddIds share of messages whose ids are written oddly
     * @param odd share of messages whose text is odd, and of those whose time is
     */
    public record Shares(
            int live,
            int atBirth,
            int twinEvery,
            int echoEvery,
            double old,
            double oddIds,
            double odd) {}

    /** The ids that messages name. */
    public interface Senders {

        /**
         * The ids of one message.
         *
         * @param first whether it is the device's first message
         * @param received when ThingSpace got it
         */
        List<DeviceId> ids(SplittableRandom random, int sender, boolean first, Instant received);
    }

    /**
     * A message and its sender.
     *
     * @param sender place of the device
     * @param received when ThingSpace got it, whole seconds
     */
    public record Sent(int sender, Instant received, DeviceMessage message) {}

    /** All messages in the order of arrival. */
    public List<Sent> all() {
        var all = new ArrayList<Sent>();
        for (var number = 0; number < count; number++) {
            add(all, number);
        }
        all.sort(Comparator.comparing(sent -> sent.message().arrives()));
        return all;
    }

    /** The messages as a flow. */
    public static MessageFlow flow(List<Sent> sent, int devices) {
        return new MessageFlow.Planned(sent.stream().map(Sent::message).toList(), devices);
    }

    private void add(List<Sent> all, int number) {
        var random = SeededRandom.of(seed, 2, key, number);
        var rank = number * STEP % count;
        var live = rank < shares.live();
        var arrives = arrives(random, live, rank >= count - shares.atBirth());
        var received = received(random, arrives);
        var text = SmsTexts.of(random) + " " + Integer.toString(number, 36);
        var message = message(random, number, live, arrives, received, text);
        all.add(message);
        var soon = arrives.equals(bornAt) ? arrives : arrives.plusMillis(random.nextInt(1, 2_000));
        if (number % shares.twinEvery() == 0) {
            var requestId = SeededRandom.uuid(random).toString();
            var twin = message.message().twin(soon, live && number % 2 == 0, requestId);
            all.add(new Sent(message.sender(), received, twin));
        }
        if (shares.echoEvery() > 0 && number % shares.echoEvery() == shares.echoEvery() / 2) {
            var later = received.plus(ECHO_AFTER);
            all.add(message(random, number, live, soon.plus(ECHO_AFTER), later, text));
        }
    }

    private Instant arrives(SplittableRandom random, boolean live, boolean atBirth) {
        var share = random.nextDouble(live ? LIVE_FROM : FROM, TO);
        return atBirth && !live ? bornAt : bornAt.plusMillis((long) (share * life.toMillis()));
    }

    private Instant received(SplittableRandom random, Instant arrives) {
        var old = SeededRandom.happens(random, shares.old());
        var ago = random.nextLong(YOUNGEST_OLD.toSeconds(), OLDEST.toSeconds());
        var soon = random.nextInt(0, 60);
        return (old ? bornAt.minusSeconds(ago) : arrives.minusSeconds(soon))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private Sent message(
            SplittableRandom random,
            int number,
            boolean live,
            Instant arrives,
            Instant received,
            String text) {
        var sender = number % devices;
        var ids = senders.ids(random, sender, number < devices, received);
        var requestId = SeededRandom.uuid(random).toString();
        var content = QueueMessage.of(ids, text, received);
        var message = new DeviceMessage(arrives, live, true, requestId, content, null);
        return new Sent(sender, received, odd(number, received, message));
    }

    /** The message as it is, or with odd ids, an odd text or an odd time. */
    private DeviceMessage odd(int number, Instant time, DeviceMessage message) {
        var random = SeededRandom.of(seed, 7, key, number);
        var content = message.content();
        var oddIds = SeededRandom.happens(random, shares.oddIds());
        var oddText = SeededRandom.happens(random, shares.odd());
        var oddTime = SeededRandom.happens(random, shares.odd());
        if (!oddIds && !oddText && !oddTime) {
            return message;
        }
        var device = Math.toIntExact(key * 100_000 + number % devices);
        var ids =
                oddIds
                        ? OddIds.of(random, content.deviceIds(), device)
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
}
