package io.telltale.providers.xtremepush;

import io.telltale.schemas.event.Event;
import java.time.Instant;

/** Turns rows of push actions into events. */
public final class PushRowMapper {

    /** A mapper for one project, {@code [a-z0-9-]{1,40}}. */
    public PushRowMapper(String project) {}

    /** The event of a row. */
    public Event.PushAction event(PushRow row, Instant observedAt) {
        throw new UnsupportedOperationException();
    }
}
