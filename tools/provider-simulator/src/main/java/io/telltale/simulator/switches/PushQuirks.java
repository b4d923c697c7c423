package io.telltale.simulator.switches;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * How Xtremepush behaves.
 *
 * @param pushDefaultLimit rows in an answer without {@code limit}
 * @param pushMaximumLimit most rows in an answer
 * @param pushRefusesHighLimit refuses a limit above the maximum instead of giving fewer rows
 * @param pushDefaultOrder the order of an answer without {@code order}
 * @param pushOrder what becomes of {@code order}, which the current page does not have
 * @param pushAbsentMembers how a row says that it has no device, profile or message
 * @param pushIdsAsText writes ids as text
 * @param pushFailsInside200 share of queries answered with 200 and {@code success:false}
 * @param pushThrottlesInside200 share of queries answered with HTTP 200 and a {@code code} of 429
 * @param pushRefusesWith HTTP status with which every query is refused; 0 for none
 * @param pushTokenLifetime how long an OAuth token is valid
 */
public record PushQuirks(
        int pushDefaultLimit,
        int pushMaximumLimit,
        boolean pushRefusesHighLimit,
        PushDefaultOrder pushDefaultOrder,
        PushOrder pushOrder,
        PushAbsentMembers pushAbsentMembers,
        boolean pushIdsAsText,
        double pushFailsInside200,
        double pushThrottlesInside200,
        int pushRefusesWith,
        Duration pushTokenLifetime) {

    static final PushQuirks INITIAL =
            new PushQuirks(
                    50,
                    1_000,
                    false,
                    PushDefaultOrder.NEWEST_FIRST,
                    PushOrder.ACCEPTED,
                    PushAbsentMembers.IN_TURN,
                    false,
                    0,
                    0,
                    0,
                    Duration.ofHours(1));

    public PushQuirks {
        Ranges.require("pushMaximumLimit", pushMaximumLimit, 1, 10_000);
        Ranges.require("pushDefaultLimit", pushDefaultLimit, 1, pushMaximumLimit);
        Ranges.requirePresent("pushDefaultOrder", pushDefaultOrder);
        Ranges.requirePresent("pushOrder", pushOrder);
        Ranges.requirePresent("pushAbsentMembers", pushAbsentMembers);
        Faults.requireShare("pushFailsInside200", pushFailsInside200);
        Faults.requireShare("pushThrottlesInside200", pushThrottlesInside200);
        Ranges.requireRefusal("pushRefusesWith", pushRefusesWith);
        Ranges.requireNotNegative("pushTokenLifetime", pushTokenLifetime);
    }

    /** The order of rows when none is asked for. */
    public enum PushDefaultOrder {
        /** As in the page's sample. */
        @JsonProperty("newestFirst")
        NEWEST_FIRST,
        @JsonProperty("oldestFirst")
        OLDEST_FIRST
    }

    /** What becomes of an order that is asked for. */
    public enum PushOrder {
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("ignored")
        IGNORED,
        @JsonProperty("refused")
        REFUSED
    }

    /** How a row writes what it does not have. */
    public enum PushAbsentMembers {
        /** As null in every other row. */
        @JsonProperty("inTurn")
        IN_TURN,
        @JsonProperty("null")
        AS_NULL,
        @JsonProperty("leftOut")
        LEFT_OUT
    }
}
