package io.telltale.providers.xtremepush;

import java.time.Instant;
import java.util.Optional;

/**
 * A push action of one device or profile, as Xtremepush lists it. Ids are numbers, kept as text.
 *
 * @param campaignId push campaign
 * @param actionId push action (batch); not unique per row
 * @param createdAt when it was sent
 * @param target its receiver
 * @param error whether it failed; empty where the column was not selected
 * @param errorMessage the push service's text, empty where null or missing
 * @param message what was sent, where the row carries it
 * @param rowId the row's own id, where the row carries it
 */
public record PushRow(
        String campaignId,
        String actionId,
        Optional<Instant> createdAt,
        PushTarget target,
        Optional<Boolean> error,
        Optional<String> errorMessage,
        Optional<String> message,
        Optional<String> rowId) {}
