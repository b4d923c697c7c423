package io.telltale.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One message of a push action to one device, with Xtremepush's columns.
 *
 * @param id grows with time
 * @param createTime epoch seconds
 * @param error 1 when the send failed, else 0
 */
public record PushRow(
        @JsonProperty("id") long id,
        @JsonProperty("action_id") long actionId,
        @JsonProperty("campaign_id") long campaignId,
        @JsonProperty("create_time") long createTime,
        @JsonProperty("device_id") long deviceId,
        @JsonProperty("error") int error,
        @JsonProperty("error_message") @Nullable String errorMessage) {}
