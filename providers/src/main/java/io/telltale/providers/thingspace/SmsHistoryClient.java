package io.telltale.providers.thingspace;

import io.telltale.providers.page.Answer;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks for the SMS history of a device: {@code POST /api/m2m/v1/devices/sms/history/actions/list}.
 * The rows come later, by callback.
 */
public final class SmsHistoryClient {

    /** A client that is signed in by the session. */
    public SmsHistoryClient(ThingSpaceSession session) {}

    /**
     * Asks, and returns the request id that the callback will name. Each call is a new request with
     * a new id; the callback may come before this returns.
     *
     * @param device of a kind that ThingSpace knows
     * @param after only events after this time, whole seconds, exclusive
     * @param before only events before this time, whole seconds, exclusive
     */
    public Answer<String> request(
            DeviceRef device, Optional<Instant> after, Optional<Instant> before) {
        throw new UnsupportedOperationException();
    }
}
