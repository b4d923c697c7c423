package io.telltale.providers.graph;

import io.telltale.schemas.event.Event;
import java.time.Instant;
import java.util.Optional;

/** Turns readings of a device command into status events. */
public final class GraphCommandMapper {

    /**
     * A mapper for one command.
     *
     * @throws io.telltale.schemas.ref.MalformedRef if the device id cannot be a ref
     */
    public GraphCommandMapper(String account, String deviceId, String commandId) {}

    /**
     * The event of a reading.
     *
     * @param responsePayload fetched for itself, JSON text; preferred to the command's own
     * @param turn number of the turn that read it, from 1; a command read again after a crash has
     *     the same one
     */
    public Event.Status event(
            GraphCommand command, Optional<String> responsePayload, long turn, Instant observedAt) {
        throw new UnsupportedOperationException();
    }
}
