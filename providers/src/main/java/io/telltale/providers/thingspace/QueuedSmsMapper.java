package io.telltale.providers.thingspace;

import io.telltale.schemas.event.Event;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Turns rows of the SMS queue into SMS events. */
public final class QueuedSmsMapper {

    /** A mapper for one account. */
    public QueuedSmsMapper(String account) {}

    /**
     * The events of a block's rows, in their order.
     *
     * @param earlier digests of the rows of earlier blocks, a digest as often as its row came
     */
    public List<Event.Sms> events(
            List<QueuedSms> block, Collection<String> earlier, Instant observedAt) {
        throw new UnsupportedOperationException();
    }

    /** 32 hex digits, equal for rows that cannot be told apart; holds no text. */
    public static String rowDigest(QueuedSms sms) {
        throw new UnsupportedOperationException();
    }
}
