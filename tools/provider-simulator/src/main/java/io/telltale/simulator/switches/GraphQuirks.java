package io.telltale.simulator.switches;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How Microsoft Graph and its sign-in service behave.
 *
 * @param graphCommandForm which of the documented shapes a command has
 * @param graphCapitalDeviceNames writes the device list's members as in its example
 * @param graphPageSize most devices in a page
 * @param graphInlineResponse writes what the app answered into the command as well
 * @param graphRefusesWith HTTP status with which every request to Graph is refused; 0 for none
 * @param graphUnauthorizedCommand id of a command to which no token opens the way; null when there
 *     is none
 * @param graphFailureStatus HTTP status of the fault {@code http500}; 503 has {@code Retry-After}
 * @param graphLowerInnerError writes {@code innererror}
 * @param graphTokenLifetime lifetime of an access token, and its {@code expires_in}
 * @param graphRefreshRotation when earlier refresh tokens end
 */
public record GraphQuirks(
        GraphCommandForm graphCommandForm,
        boolean graphCapitalDeviceNames,
        @Range(least = 1, most = 1_000) int graphPageSize,
        boolean graphInlineResponse,
        @Range(least = 400, most = 599, orZero = true) int graphRefusesWith,
        @Nullable String graphUnauthorizedCommand,
        @Range(least = 500, most = 509) int graphFailureStatus,
        boolean graphLowerInnerError,
        Duration graphTokenLifetime,
        GraphRefreshRotation graphRefreshRotation) {

    /** The shapes in which Graph's page shows a command. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum GraphCommandForm {
        /** The first, second and third of the others, from one request to the next. */
        IN_TURN,
        /** Inside {@code {"value":{…}}}. */
        WRAPPED,
        /** The object itself. */
        BARE,
        /** The object itself, with the text {@code "null"} for what is absent. */
        NULL_TEXT,
        /** Inside {@code {"value":[{…}]}}, as in the page's metadata. */
        WRAPPED_ARRAY
    }

    /** When a refresh ends the refresh tokens before it. */
    public enum GraphRefreshRotation {
        /** Never. */
        LENIENT,
        /** When the new one, or the access token that came with it, is used. */
        UNTIL_USED,
        /** At once. */
        STRICT
    }
}
