package io.telltale.simulator.scenario;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that a device sends, and how ThingSpace passes it on.
 *
 * @param arrives when ThingSpace gets it
 * @param offeredLive whether it goes to the listener of EnhancedConnectivityService then
 * @param alwaysQueued whether it lies in the queue as well, or only after the live way failed
 * @param requestId of its callback
 * @param meaning what it says, where its content is odd
 */
public record DeviceMessage(
        Instant arrives,
        boolean offeredLive,
        boolean alwaysQueued,
        String requestId,
        QueueMessage content,
        @Nullable Meaning meaning) {

    /** A message without anything odd. */
    static DeviceMessage plain(
            Instant arrives,
            boolean offeredLive,
            boolean alwaysQueued,
            String requestId,
            QueueMessage content) {
        return new DeviceMessage(arrives, offeredLive, alwaysQueued, requestId, content, null);
    }
}
