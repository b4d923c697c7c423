package io.telltale.simulator.switches;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How ThingSpace's SMS event history behaves.
 *
 * @param historyHorizon how far it reaches back; null is without end
 * @param redeliverHistory sends an accepted history once more, as after a slow answer
 * @param historyNames how its members are written
 * @param historyAsArray wraps {@code smsEventHistoryResponse} into an array, as the table says
 * @param singleEventAsObject writes {@code smsEvents} as an object when there is one event
 * @param historyUnderOtherId share of devices that are answered under another of their ids than
 *     they were asked by, always the same ones
 * @param unnamedHistory share of answers that do not name their device, or by an id that cannot be
 *     read, or in another spelling
 * @param callbackBeforeAnswer share of requests whose callback comes before their own answer
 * @param unknownRequestId share of requests that are followed by a callback nobody asked for
 * @param unknownDevice how a device that is not known is refused
 * @param faultForm where a fault is written in a callback
 * @param historyWithoutListener what a request does when nobody listens
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

    public HistoryQuirks {
        Faults.requireShare("historyUnderOtherId", historyUnderOtherId);
        Faults.requireShare("unnamedHistory", unnamedHistory);
        Faults.requireShare("callbackBeforeAnswer", callbackBeforeAnswer);
        Faults.requireShare("unknownRequestId", unknownRequestId);
        Ranges.requirePresent("historyNames", historyNames);
        Ranges.requirePresent("unknownDevice", unknownDevice);
        Ranges.requirePresent("faultForm", faultForm);
        Ranges.requirePresent("historyWithoutListener", historyWithoutListener);
    }

    static HistoryQuirks initial(@Nullable Duration horizon, boolean redeliver) {
        return new HistoryQuirks(
                horizon,
                redeliver,
                Names.LOWER,
                false,
                false,
                0,
                0,
                0,
                0,
                UnknownDevice.REFUSED,
                FaultForm.TOP_LEVEL,
                WithoutListener.REFUSED);
    }

    /** How the members of an event are written. */
    public enum Names {
        /** {@code smsEvents}, {@code timestamp}: as in the page's example. */
        @JsonProperty("lower")
        LOWER,
        /** {@code SmsEvents}, {@code TimeStamp}: as in the page's table. */
        @JsonProperty("capitals")
        CAPITALS
    }

    /** How a history of an unknown device is refused. */
    public enum UnknownDevice {
        /** At once, with 400. */
        @JsonProperty("refused")
        REFUSED,
        /** With a request id, and later with a fault by callback. */
        @JsonProperty("faultCallback")
        FAULT_CALLBACK
    }

    /** Where {@code faultResponse} is in a callback. */
    public enum FaultForm {
        /** Beside where {@code deviceResponse} would be. */
        @JsonProperty("topLevel")
        TOP_LEVEL,
        /** Inside {@code deviceResponse}. */
        @JsonProperty("nested")
        NESTED
    }
}
