package io.telltale.providers.thingspace.sms;

import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An SMS from a device that waits in an account's queue. It has no id.
 *
 * @param device its ids
 * @param message text
 * @param timestamp when ThingSpace received it
 */
public record QueuedSms(DeviceIds device, Optional<String> message, Optional<Instant> timestamp) {

    /** The refs of the device in kind order, at least one. */
    public List<DeviceRef> refs() {
        return device.refs();
    }
}
