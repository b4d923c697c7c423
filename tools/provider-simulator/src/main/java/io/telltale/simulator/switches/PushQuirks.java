package io.telltale.simulator.switches;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.time.Duration;
import java.util.Optional;

/**
 * How Xtremepush behaves.
 *
 * @param pushDefaultLimit rows in an answer without {@code limit}
 * @param pushMaximumLimit most rows in an answer
 * @param pushRefusesHighLimit refuses a limit above the maximum instead of giving fewer rows
 * @param pushDefaultOrder the order of an answer without {@code order}
 * @param pushOrder what becomes of {@code order}, which the current page does not have
 * @param pushAbsentMembers how a row writes that it has no device, profile or message
 * @param pushIdsAsText writes ids as text
 * @param pushFailsInside200 share of queries answered with 200 and {@code success:false}
 * @param pushThrottlesInside200 share of queries answered with HTTP 200 and a {@code code} of 429
 * @param pushRefusesWith HTTP status with which every query is refused; 0 for none
 * @param pushTokenLifetime how long an OAuth token is valid
 */
public record PushQuirks(
        @Range(least = 1, most = 10_000) int pushDefaultLimit,
        @Range(least = 1, most = 10_000) int pushMaximumLimit,
        boolean pushRefusesHighLimit,
        PushDefaultOrder pushDefaultOrder,
        PushOrder pushOrder,
        PushAbsentMembers pushAbsentMembers,
        boolean pushIdsAsText,
        double pushFailsInside200,
        double pushThrottlesInside200,
        @Range(least = 400, most = 599, orZero = true) int pushRefusesWith,
        Duration pushTokenLifetime) {

    /** What is wrong between two members; empty when they fit each other. */
    Optional<String> fault() {
        return pushDefaultLimit <= pushMaximumLimit
                ? Optional.empty()
                : Optional.of(
                        "pushDefaultLimit must be 1 to %d, was %d"
                                .formatted(pushMaximumLimit, pushDefaultLimit));
    }

    /** The order of rows when none is asked for. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum PushDefaultOrder {
        /** As in the page's sample. */
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    /** What becomes of an order that is asked for. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum PushOrder {
        ACCEPTED,
        IGNORED,
        REFUSED
    }

    /** How a row writes what it does not have. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum PushAbsentMembers {
        /** As null in every other row. */
        IN_TURN,
        @JsonProperty("null")
        AS_NULL,
        LEFT_OUT
    }
}
