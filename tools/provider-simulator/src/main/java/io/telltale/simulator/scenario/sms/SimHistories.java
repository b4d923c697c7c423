package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.sms.Histories.Dated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Histories of SIMs: drawn messages to them, and the SIM's own messages, which the queue has as
 * well, in seconds that differ by one for some of them.
 *
 * @param received messages to the SIMs
 * @param sent messages of all SIMs of the account
 */
public record SimHistories(
        long seed, long key, Histories.Events received, List<DrawnMessages.Sent> sent)
        implements Histories.Events {

    private static final double ANOTHER_SECOND = 0.3;
    private static final long SENT_KEYS = 1L << 32;

    public SimHistories {
        sent = List.copyOf(sent);
    }

    @Override
    public List<Dated> of(int sim, Instant now) {
        var events = new ArrayList<>(received.of(sim, now));
        for (var place = 0; place < sent.size(); place++) {
            if (sent.get(place).sender() == sim) {
                events.add(event(place));
            }
        }
        return events;
    }

    private Dated event(int place) {
        var random = SeededRandom.of(seed, 53, key, place);
        var message = sent.get(place);
        var shifted = SeededRandom.happens(random, ANOTHER_SECOND);
        var time = message.received().plusSeconds(shifted ? 1 - 2 * random.nextInt(2) : 0);
        var text = SmsTexts.plain(message.message().content().message());
        return SmsEvent.fromDevice(time, SmsTexts.peer(random), text).dated(SENT_KEYS + place);
    }
}
