package io.telltale.providers.thingspace;

import io.telltale.schemas.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns the SMS history of a device into SMS events. */
public final class HistoricSmsMapper {

    /** A mapper for one account. */
    public HistoricSmsMapper(String account) {}

    /** The events of the good rows of one device in one answer, in their order. */
    public List<Event.Sms> events(
            SmsHistory history, Optional<String> requestId, Instant observedAt) {
        throw new UnsupportedOperationException();
    }
}
