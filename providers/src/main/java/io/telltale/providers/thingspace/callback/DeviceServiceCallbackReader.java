package io.telltale.providers.thingspace.callback;

import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.providers.thingspace.sms.SmsHistoryResult;
import java.util.Optional;

/** Parses the bodies of DeviceService callbacks. Stateless. */
public final class DeviceServiceCallbackReader {

    /** Parses a body. Never throws, whatever the bytes are. */
    public ParsedCallback<CallbackContent> read(byte[] body) {
        return CallbackEnvelope.read(body, HistoryCallbackContent::of);
    }

    /**
     * A history whose device could not be read, as that of the device it was asked for.
     *
     * @return empty where it has no rows
     */
    public static Optional<SmsHistoryResult> historyOf(
            DeviceIds asked, Row.Broken<SmsHistoryResult> unnamed) {
        return HistoryCallbackContent.historyOf(asked, unnamed);
    }
}
