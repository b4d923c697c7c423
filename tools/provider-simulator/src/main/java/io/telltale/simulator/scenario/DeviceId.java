package io.telltale.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import java.util.Set;

/**
 * An id of a device in ThingSpace's form.
 *
 * @param kind compared without regard to case, as real payloads vary it
 */
public record DeviceId(String id, String kind) {

    private static final Set<String> KINDS =
            Set.of("eid", "esn", "iccid", "imei", "imsi", "mdn", "meid", "msisdn");

    @JsonIgnore
    public boolean isOfKnownKind() {
        return KINDS.contains(kind.toLowerCase(Locale.ROOT));
    }

    public boolean names(DeviceId other) {
        return id.equals(other.id) && kind.equalsIgnoreCase(other.kind);
    }

    /** Whether a text consists of the digits 0 to 9 alone. */
    public static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(each -> each >= '0' && each <= '9');
    }
}
