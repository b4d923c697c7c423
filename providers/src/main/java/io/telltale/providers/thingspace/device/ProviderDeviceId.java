package io.telltale.providers.thingspace.device;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An id of a device as ThingSpace spells it, printed as {@code kind:id}. Requests name a device by
 * this; everything inside Telltale by its {@link #ref}.
 *
 * @param kind ThingSpace's kind in lower case, such as {@code mdn}; may be any text
 * @param id as it came; may be any text
 */
public record ProviderDeviceId(String kind, String id) {

    private static final String MDN = "mdn";

    private static final Set<RefKind> KINDS =
            EnumSet.of(
                    RefKind.IMEI,
                    RefKind.MEID,
                    RefKind.ESN,
                    RefKind.EID,
                    RefKind.ICCID,
                    RefKind.IMSI,
                    RefKind.MSISDN);

    /** Brings the kind to lower case, and strips blanks around both. */
    public ProviderDeviceId {
        kind = kind.strip().toLowerCase(Locale.ROOT);
        id = id.strip();
    }

    /** Reads {@code kind:id}; a text without a colon is an id of no kind. */
    public static ProviderDeviceId parse(String text) {
        var colon = text.indexOf(':');
        return colon < 0
                ? new ProviderDeviceId("", text)
                : new ProviderDeviceId(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Whether ThingSpace names devices by this kind. */
    public boolean isOfThingSpace() {
        return kind.equals(MDN) || RefKind.of(kind).filter(KINDS::contains).isPresent();
    }

    /** The ref of the device; empty where the id does not fit its kind, or ThingSpace has none. */
    public Optional<DeviceRef> ref() {
        return isOfThingSpace() ? DeviceRef.find(toString()) : Optional.empty();
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
