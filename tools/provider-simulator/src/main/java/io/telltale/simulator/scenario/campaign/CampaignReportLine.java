package io.telltale.simulator.scenario.campaign;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.scenario.odd.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * A row of a campaign's report, with ThingSpace's members.
 *
 * @param resultReason missing in some rows
 * @param updatedTime last change, ISO with up to three digits of a second, or oddly written; like
 *     the other times in v3 only
 * @param recentAttemptTime last attempt
 * @param nextAttemptTime next attempt, while there will be one
 * @param meaning the time of an oddly written row; not a member on the wire
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CampaignReportLine(
        String deviceId,
        String status,
        @Nullable String resultReason,
        @Nullable JsonNode updatedTime,
        @Nullable String recentAttemptTime,
        @Nullable String nextAttemptTime,
        @JsonIgnore @Nullable Meaning meaning) {

    /** A row without times, as in v2. */
    public static CampaignReportLine untimed(
            String deviceId, String status, @Nullable String resultReason) {
        return new CampaignReportLine(deviceId, status, resultReason, null, null, null, null);
    }

    public CampaignReportLine withStatus(String other) {
        return new CampaignReportLine(
                deviceId,
                other,
                resultReason,
                updatedTime,
                recentAttemptTime,
                nextAttemptTime,
                meaning);
    }
}
