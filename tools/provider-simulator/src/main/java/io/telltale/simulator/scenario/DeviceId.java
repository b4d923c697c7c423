package io.telltale.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import java.util.Set;

/**
 * A device as ThingSpace names it.
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
}
