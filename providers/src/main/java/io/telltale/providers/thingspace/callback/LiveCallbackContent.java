package io.telltale.providers.thingspace.callback;

import io.telltale.providers.page.RowFault;
import io.telltale.providers.thingspace.sms.LiveCallbackSms;

/** Content of an EnhancedConnectivityService callback. */
public sealed interface LiveCallbackContent {

    /**
     * An SMS that a device has sent.
     *
     * @param sms the message
     */
    record FromDevice(LiveCallbackSms sms) implements LiveCallbackContent {}

    /**
     * It has a text, but no readable device or time.
     *
     * @param fault what is wrong
     * @param detail which member, and what was expected; no message text
     */
    record Unreadable(RowFault fault, String detail) implements LiveCallbackContent {}

    /**
     * It tells what became of an SMS to a device, or of another request.
     *
     * @param detail by which member that is known
     */
    record Notice(String detail) implements LiveCallbackContent {}

    /** No text was found in any of the places where one may be. */
    record TextMissing() implements LiveCallbackContent {}
}
