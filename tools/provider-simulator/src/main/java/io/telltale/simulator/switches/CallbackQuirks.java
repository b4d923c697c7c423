package io.telltale.simulator.switches;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
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

    /** What a second registration of a service does. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum RegisterAgain {
        REPLACES,
        REFUSES
    }

    /** What follows a callback that was not answered with 2xx. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum CallbackRetries {
        /** One more attempt after {@code callbackPause}; a duplicate while an answer is slow. */
        MEASURED,
        /** Three more attempts, five minutes apart. */
        DOCUMENTED
    }
}
