package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.callback.CredentialMask;
import io.telltale.schemas.publish.TraceParent;
import java.time.Instant;
import java.util.Optional;

/**
 * A callback that came, without its content.
 *
 * @param account billing account
 * @param service word of the service that called
 * @param requestId the request of ours that it answers
 * @param isLastAttempt whether it will not come again
 * @param at when it came, by our clock
 * @param trace ties together all that is written of it
 * @param mask takes the account's credentials out of what is kept
 */
record ReceivedCallback(
        String account,
        String service,
        Optional<String> requestId,
        boolean isLastAttempt,
        Instant at,
        TraceParent trace,
        CredentialMask mask) {}
