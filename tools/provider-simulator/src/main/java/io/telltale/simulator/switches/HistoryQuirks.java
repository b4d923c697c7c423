package io.telltale.simulator.switches;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How ThingSpace's SMS event history behaves.
 *
 * @param historyHorizon how far it reaches back; null is without end
 * @param redeliverHistory sends an accepted history once more, as after a slow answer
 * @param historyNames how its members are written
 * @param historyAsArray wraps {@code smsEventHistoryResponse} into an array, as in the table
 * @param singleEventAsObject writes {@code smsEvents} as an object when there is one event
 * @param historyUnderOtherId share of devices that are answered under another of their ids than
 *     they were asked by, always the same ones
 * @param unnamedHistory share of answers that do not name their device, or by an id that cannot be
 *     read, or in another spelling
 * @param callbackBeforeAnswer share of requests whose callback comes before their own answer
 * @param unknownRequestId share of requests that are followed by an unasked callback
 * @param unknownDevice how a device that is not known is refused
 * @param faultForm where a fault is written in a callback
 * @param historyWithoutListener the effect of a request while no listener is registered
 */
public record HistoryQuirks(
        @Nullable Duration historyHorizon,
        boolean redeliverHistory,
        Names historyNames,
        boolean historyAsArray,
        boolean singleEventAsObject,
        double historyUnderOtherId,
        double unnamedHistory,
        double callbackBeforeAnswer,
        double unknownRequestId,
        UnknownDevice unknownDevice,
        FaultForm faultForm,
        WithoutListener historyWithoutListener) {

    /** How the members of an event are written. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Names {
        /** {@code smsEvents}, {@code timestamp}: as in the page's example. */
        LOWER,
        /** {@code SmsEvents}, {@code TimeStamp}: as in the page's table. */
        CAPITALS
    }

    /** How a history of an unknown device is refused. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum UnknownDevice {
        /** At once, with 400. */
        REFUSED,
        /** With a request id, and later with a fault by callback. */
        FAULT_CALLBACK
    }

    /** Where {@code faultResponse} is in a callback. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum FaultForm {
        /** Beside where {@code deviceResponse} would be. */
        TOP_LEVEL,
        /** Inside {@code deviceResponse}. */
        NESTED
    }
}
