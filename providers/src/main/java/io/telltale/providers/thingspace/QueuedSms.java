package io.telltale.providers.thingspace;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An SMS from a device that waits in an account's queue. It has no id.
 *
 * @param refs names of the one device, in kind order, at least one
 * @param message text
 * @param timestamp when ThingSpace received it
 */
public record QueuedSms(
        List<DeviceRef> refs, Optional<String> message, Optional<Instant> timestamp) {

    /** Sorts the refs. */
    public QueuedSms {
        refs = DeviceRef.sorted(refs);
    }
}
