package io.telltale.providers.thingspace.sms;

import io.telltale.providers.page.Answer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Why a history is not told, by the code of a refusal or of a fault that came by callback. */
public enum HistoryRejection {
    /** The device is unknown or named wrongly. Asked again, it is refused again. */
    DEVICE,
    /** Another reason, which may pass, and which meets every device. */
    OTHER;

    /** Our own word, in the place of a fault, for an answer of which a device cannot be read. */
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
        var word = code.toLowerCase(Locale.ROOT);
        var device =
                word.contains("devicenotfound")
                        || (word.contains("input_invalid")
                                && !ABOUT_ANOTHER_THING.matcher(word).find());
        return device ? DEVICE : OTHER;
    }
}
