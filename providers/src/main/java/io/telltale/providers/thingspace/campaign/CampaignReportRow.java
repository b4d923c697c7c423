package io.telltale.providers.thingspace.campaign;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A device in a campaign report, as ThingSpace names it.
 *
 * @param imei as ThingSpace spells it, for what is sent back
 * @param ref its IMEI in the kept spelling
 * @param status raw status; an open vocabulary
 * @param resultReason raw text
 * @param updatedTime last change; v3 only
 * @param recentAttemptTime last attempt; v3 only
 * @param nextAttemptTime next attempt; v3 only
 */
public record CampaignReportRow(
        String imei,
        DeviceRef ref,
        String status,
        Optional<String> resultReason,
        Optional<Instant> updatedTime,
        Optional<Instant> recentAttemptTime,
        Optional<Instant> nextAttemptTime) {}
