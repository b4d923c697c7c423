package io.telltale.providers.thingspace.sms;

import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An SMS from a device, in a live callback. It has no id.
 *
 * @param device its ids
 * @param message text, may be empty
 * @param timestamp when ThingSpace received it; may be missing
 * @param bodyDigest 32 hex digits, the same for every attempt to deliver the callback; holds no
 *     text
 */
public record LiveCallbackSms(
        DeviceIds device, String message, Optional<Instant> timestamp, String bodyDigest) {

    /** The refs of the device in kind order, at least one. */
    public List<DeviceRef> refs() {
        return device.refs();
    }
}
