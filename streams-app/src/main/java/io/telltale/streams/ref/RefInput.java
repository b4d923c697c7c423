package io.telltale.streams.ref;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceIdentity;
import org.jspecify.annotations.Nullable;

/** What comes to the task of a ref; the record's key is the ref. */
public sealed interface RefInput {

    /**
     * An event with this primary ref.
     *
     * @param event the event
     */
    record Reported(Event event) implements RefInput {}

    /**
     * A new identity of the ref.
     *
     * @param identity null where it is a tombstone, which the register never writes
     */
    record Identified(@Nullable DeviceIdentity identity) implements RefInput {}
}
