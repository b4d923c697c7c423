package io.telltale.providers.thingspace.callback;

import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.sms.SmsHistoryResult;
import java.util.List;

/** Content of a DeviceService callback. */
public sealed interface CallbackContent {

    /**
     * The answer to a history request.
     *
     * @param devices one or more devices' histories; a device that could not be read is broken, the
     *     others go on
     */
    record SmsHistories(List<Row<SmsHistoryResult>> devices) implements CallbackContent {
        /** Copies the rows. */
        public SmsHistories {
            devices = List.copyOf(devices);
        }
    }

    /**
     * ThingSpace could not fulfil the request.
     *
     * @param code such as {@code DeviceService.REQUEST_FAILED.DeviceNotFound}; may be empty
     * @param text its text, at most 1 KiB
     */
    record Fault(String code, String text) implements CallbackContent {}

    /** Anything else: acknowledge it and keep it in the dead letters, masked. */
    record Unrecognized() implements CallbackContent {}
}
