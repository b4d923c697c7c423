package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.callback.CredentialMask;
import io.telltale.schemas.publish.TraceParent;
import java.time.Instant;
import java.util.Optional;

/**
 * A received callback without its content.
 *
 * @param account billing account
 * @param service name of the service that called
 * @param requestId the request that it answers
 * @param isLastAttempt whether ThingSpace sends it no more
 * @param at when it was received, by this host's clock
 * @param trace trace of all its records
 * @param mask removes the account's credentials from kept bytes
 */
record ReceivedCallback(
        String account,
        String service,
        Optional<String> requestId,
        boolean isLastAttempt,
        Instant at,
        TraceParent trace,
        CredentialMask mask) {}
