package io.telltale.providers.thingspace.sms;

import io.telltale.providers.page.Answer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Why a history is refused, by the code of the refusal or of a fault in a callback. */
public enum HistoryRejection {
    /** The device is unknown or named wrongly. A retry is refused again. */
    DEVICE,
    /** Another reason, which may pass, and which meets every device. */
    OTHER;

    /** Our own fault code, for an answer with an unreadable device. */
    public static final String UNREADABLE = "UNREADABLE";

    private static final Pattern ABOUT_ANOTHER_THING =
            Pattern.compile("account|sessiontoken|maxrequests|numberofdevices|requestundefined");

    /** What a refusal of the request means. */
    public static HistoryRejection of(Answer.Refused<?> refused) {
        return of(refused.code());
    }

    /**
     * What a code means.
     *
     * @param code such as {@code DeviceService.REQUEST_FAILED.DeviceNotFound}; the service's name
     *     before it and the case of the letters make no difference
     */
    public static HistoryRejection of(String code) {
        var lower = code.toLowerCase(Locale.ROOT);
        var device =
                lower.contains("devicenotfound")
                        || (lower.contains("input_invalid")
                                && !ABOUT_ANOTHER_THING.matcher(lower).find());
        return device ? DEVICE : OTHER;
    }
}
