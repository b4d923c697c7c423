package io.telltale.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One message of a push action to one device or profile, with Xtremepush's columns.
 *
 * @param id grows with time
 * @param createTime epoch seconds
 * @param deviceId null when the message went to a profile only
 * @param error 1 when the send failed, else 0
 */
public record PushListRow(
        @JsonProperty("id") long id,
        @JsonProperty("action_id") long actionId,
        @JsonProperty("campaign_id") long campaignId,
        @JsonProperty("create_time") long createTime,
        @JsonProperty("device_id") @Nullable Long deviceId,
        @JsonProperty("profile_id") @Nullable Long profileId,
        @JsonProperty("error") int error,
        @JsonProperty("error_message") @Nullable String errorMessage,
        @JsonProperty("message") @Nullable String message) {

    PushListRow failed(String why) {
        return new PushListRow(
                id, actionId, campaignId, createTime, deviceId, profileId, 1, why, message);
    }
}
