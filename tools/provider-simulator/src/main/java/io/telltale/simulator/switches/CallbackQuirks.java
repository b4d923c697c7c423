package io.telltale.simulator.switches;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * How ThingSpace's callbacks behave.
 *
 * @param anyCallbackPort accepts listeners on every port instead of ThingSpace's list
 * @param registerAgain what registering does when the service has a listener already
 * @param listWithoutPasswords share of lists of listeners that leave user and password out
 * @param callbackRetries what follows a refused, unreachable or slow callback
 * @param callbackDelay from the synchronous answer to the first callback
 * @param callbackPause between two attempts of the measured schedule, and before a redelivery
 * @param slowAnswerAfter from the start of an attempt to the duplicate of the measured schedule
 * @param callbackSources local addresses that callbacks come from, in turn; none leaves the choice
 *     to the system
 * @param stalePasswordFor how long after a new registration every other callback still carries the
 *     user and password of the one before
 * @param liveRequestIdMissing leaves the request id of a message from a device out
 * @param liveTimestampMissing leaves the time of a message from a device out
 * @param sentNotices share of messages from a device that are followed by a notice that a message
 *     was sent to it, on the same service
 */
public record CallbackQuirks(
        boolean anyCallbackPort,
        RegisterAgain registerAgain,
        double listWithoutPasswords,
        CallbackRetries callbackRetries,
        Duration callbackDelay,
        Duration callbackPause,
        Duration slowAnswerAfter,
        List<String> callbackSources,
        Duration stalePasswordFor,
        boolean liveRequestIdMissing,
        boolean liveTimestampMissing,
        double sentNotices) {

    public CallbackQuirks {
        Ranges.requirePresent("registerAgain", registerAgain);
        Faults.requireShare("listWithoutPasswords", listWithoutPasswords);
        Ranges.requirePresent("callbackRetries", callbackRetries);
        Ranges.requireNotNegative("callbackDelay", callbackDelay);
        Ranges.requireNotNegative("callbackPause", callbackPause);
        Ranges.requireNotNegative("slowAnswerAfter", slowAnswerAfter);
        Ranges.requireNotNegative("stalePasswordFor", stalePasswordFor);
        Ranges.requirePresent("callbackSources", callbackSources);
        Faults.requireShare("sentNotices", sentNotices);
        callbackSources = List.copyOf(callbackSources);
    }

    static CallbackQuirks initial(boolean anyCallbackPort) {
        return new CallbackQuirks(
                anyCallbackPort,
                RegisterAgain.REPLACES,
                0,
                CallbackRetries.MEASURED,
                Duration.ofMillis(300),
                Duration.ofMillis(1_200),
                Duration.ofSeconds(4),
                List.of(),
                Duration.ZERO,
                false,
                false,
                0);
    }

    /** What a second registration of a service does. */
    public enum RegisterAgain {
        @JsonProperty("replaces")
        REPLACES,
        @JsonProperty("refuses")
        REFUSES
    }

    /** What follows a callback that was not answered with 2xx. */
    public enum CallbackRetries {
        /** One more attempt after {@code callbackPause}; a duplicate while an answer is slow. */
        @JsonProperty("measured")
        MEASURED,
        /** Three more attempts, five minutes apart. */
        @JsonProperty("documented")
        DOCUMENTED
    }
}
