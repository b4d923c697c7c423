package io.telltale.simulator.switches;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the providers behave where their documentation is silent or contradicts itself.
 *
 * @param anyCallbackPort accepts listeners on every port instead of ThingSpace's list
 * @param callbackRetries what follows a refused or unreachable callback
 * @param callbackDelay from the synchronous answer to the first callback
 * @param callbackPause between two attempts of the measured schedule, and before a redelivery
 * @param redeliverHistory sends an accepted SMS history once more, as after a slow answer
 * @param historyHorizon how far SMS history reaches back; null is without end
 * @param historyLimit most events in one SMS history callback
 * @param refusedLoginStatus HTTP status for a wrong ThingSpace user or password
 * @param expiredSessionStatus HTTP status for an idle ThingSpace session
 * @param loginEndsEarlierSessions whether a second login makes the first session invalid
 * @param expiresInCountsDown whether a repeated OAuth answer says the seconds left, or the full
 *     hour
 * @param totalDeviceAsString writes the campaign's total as the older table says
 * @param campaignPageSize most devices in one page of a campaign
 * @param smsBlockSize most messages in one block of the SMS queue
 * @param lastBlock how the last block of the SMS queue is acknowledged
 * @param locationStyle how the SMS queue writes its Location header
 * @param pushDefaultLimit rows in an Xtremepush answer without {@code limit}
 * @param pushMaximumLimit most rows in an Xtremepush answer
 * @param graphCommandForm which of the documented shapes a Graph command has
 * @param graphCapitalDeviceNames writes the device list's members as in its example
 * @param graphRevokesOldRefreshTokens whether a refresh makes all earlier refresh tokens invalid
 */
public record Quirks(
        boolean anyCallbackPort,
        CallbackRetries callbackRetries,
        Duration callbackDelay,
        Duration callbackPause,
        boolean redeliverHistory,
        @Nullable Duration historyHorizon,
        int historyLimit,
        int refusedLoginStatus,
        int expiredSessionStatus,
        boolean loginEndsEarlierSessions,
        boolean expiresInCountsDown,
        boolean totalDeviceAsString,
        int campaignPageSize,
        int smsBlockSize,
        LastBlock lastBlock,
        LocationStyle locationStyle,
        int pushDefaultLimit,
        int pushMaximumLimit,
        GraphCommandForm graphCommandForm,
        boolean graphCapitalDeviceNames,
        boolean graphRevokesOldRefreshTokens) {

    public Quirks {
        requireNonNull(callbackRetries, "callbackRetries must not be null");
        requireNonNull(callbackDelay, "callbackDelay must not be null");
        requireNonNull(callbackPause, "callbackPause must not be null");
        requireNonNull(lastBlock, "lastBlock must not be null");
        requireNonNull(locationStyle, "locationStyle must not be null");
        requireNonNull(graphCommandForm, "graphCommandForm must not be null");
        requireWithin("historyLimit", historyLimit, 1, 500);
        requireWithin("refusedLoginStatus", refusedLoginStatus, 400, 499);
        requireWithin("expiredSessionStatus", expiredSessionStatus, 400, 499);
        requireWithin("campaignPageSize", campaignPageSize, 1, 1_000);
        requireWithin("smsBlockSize", smsBlockSize, 1, 100);
        requireWithin("pushMaximumLimit", pushMaximumLimit, 1, 10_000);
        requireWithin("pushDefaultLimit", pushDefaultLimit, 1, pushMaximumLimit);
        if (callbackDelay.isNegative() || callbackPause.isNegative()) {
            throw new IllegalArgumentException(
                    "callbackDelay and callbackPause must not be negative");
        }
    }

    /** What follows a callback that was not answered with 2xx. */
    public enum CallbackRetries {
        /** One more attempt after {@code callbackPause}. */
        @JsonProperty("measured")
        MEASURED,
        /** Three more attempts, five minutes apart. */
        @JsonProperty("documented")
        DOCUMENTED
    }

    /** How the last block of the SMS queue leaves it. */
    public enum LastBlock {
        /** The 200 carries a token as every 202 does; it acknowledges the block. */
        TOKEN_ON_200,
        /** No token; the block is gone once it has been answered. */
        ACKNOWLEDGED_BY_DELIVERY,
        /** No token; the block comes again at every poll. */
        STAYS
    }

    /** How the SMS queue writes the address of its next block. */
    public enum LocationStyle {
        /** {@code /sms/…}, without the API's base path. */
        RELATIVE_WITHOUT_BASE,
        /** {@code /api/m2m/v1/sms/…}. */
        RELATIVE_WITH_BASE,
        /** {@code https://…}, on the provider's public host. */
        ABSOLUTE
    }

    /** The shapes in which Graph's page shows a command. */
    public enum GraphCommandForm {
        /** Inside {@code {"value":{…}}}. */
        @JsonProperty("wrapped")
        WRAPPED,
        /** The object itself. */
        @JsonProperty("bare")
        BARE,
        /** The object itself, with the text {@code "null"} for what is absent. */
        @JsonProperty("nullText")
        NULL_TEXT
    }

    /** The seeds' own behaviour. */
    public static Quirks initially(boolean anyCallbackPort) {
        return new Quirks(
                anyCallbackPort,
                CallbackRetries.MEASURED,
                Duration.ofMillis(300),
                Duration.ofMillis(1_200),
                true,
                null,
                500,
                400,
                400,
                false,
                true,
                false,
                1_000,
                100,
                LastBlock.TOKEN_ON_200,
                LocationStyle.RELATIVE_WITHOUT_BASE,
                50,
                1_000,
                GraphCommandForm.WRAPPED,
                true,
                false);
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d, was %d".formatted(name, least, most, value));
        }
    }
}
