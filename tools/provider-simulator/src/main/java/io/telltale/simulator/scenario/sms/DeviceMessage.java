package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.odd.Meaning;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message from a device, and how ThingSpace passes it on.
 *
 * @param arrives when ThingSpace gets it
 * @param offeredLive whether it goes to the listener of EnhancedConnectivityService then
 * @param alwaysQueued whether it lies in the queue as well, or only after the live way failed
 * @param requestId of its callback
 * @param meaning of an oddly written message
 */
public record DeviceMessage(
        Instant arrives,
        boolean offeredLive,
        boolean alwaysQueued,
        String requestId,
        QueueMessage content,
        @Nullable Meaning meaning) {

    /** A message of the examples, which was in the queue before everything else. */
    public static DeviceMessage queued(QueueMessage content) {
        return new DeviceMessage(Instant.EPOCH, false, true, "", content, null);
    }

    /** A message of its own that only its place and request id separate from this one. */
    DeviceMessage twin(Instant otherArrives, boolean otherOffered, String otherRequestId) {
        return new DeviceMessage(
                otherArrives, otherOffered, alwaysQueued, otherRequestId, content, meaning);
    }
}
