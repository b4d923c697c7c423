package io.telltale.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A row of a campaign's report, with ThingSpace's members.
 *
 * @param resultReason left out at times
 * @param updatedTime last change, ISO with up to three digits of a second; v3 only, as the others
 * @param recentAttemptTime last attempt
 * @param nextAttemptTime next attempt, while there will be one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CampaignDevice(
        String deviceId,
        String status,
        @Nullable String resultReason,
        @Nullable String updatedTime,
        @Nullable String recentAttemptTime,
        @Nullable String nextAttemptTime) {

    public CampaignDevice withStatus(String other) {
        return new CampaignDevice(
                deviceId, other, resultReason, updatedTime, recentAttemptTime, nextAttemptTime);
    }
}
