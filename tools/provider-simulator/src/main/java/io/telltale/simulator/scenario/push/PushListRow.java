package io.telltale.simulator.scenario.push;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * One message of a push action to one device or profile, with Xtremepush's columns.
 *
 * @param id grows with time
 * @param createTime epoch seconds
 * @param deviceId null when the message went to a profile only
 * @param error 1 when the send failed, else 0
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PushListRow(
        long id,
        long actionId,
        long campaignId,
        long createTime,
        @Nullable Long deviceId,
        @Nullable Long profileId,
        int error,
        @Nullable String errorMessage,
        @Nullable String message) {}
