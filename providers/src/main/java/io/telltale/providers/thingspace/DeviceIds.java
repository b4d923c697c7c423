package io.telltale.providers.thingspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.Members;
import io.telltale.providers.json.UnreadableRow;
import io.telltale.providers.page.RowFault;
import io.telltale.schemas.event.Limits;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRef;
import io.telltale.schemas.ref.RefKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ThingSpace's {@code {"id","kind"}} and our refs. */
final class DeviceIds {

    /** Kinds that are ThingSpace's own. */
    static final Set<RefKind> KINDS = EnumSet.range(RefKind.IMEI, RefKind.MDN);

    private DeviceIds() {}

    /** The names that stand among these members, as {@code deviceId} or {@code deviceIds}. */
    static Optional<List<JsonNode>> in(Members members) {
        return members.elements("deviceId")
                .or(() -> members.elements("deviceIds"))
                .filter(names -> !names.isEmpty());
    }

    /**
     * The names of one device.
     *
     * @throws UnreadableRow if there is none, one does not fit, or there are too many
     */
    static List<DeviceRef> refs(List<JsonNode> ids) {
        if (ids.isEmpty()) {
            throw new UnreadableRow(RowFault.MISSING_FIELD, "deviceIds");
        }
        if (ids.size() > Limits.REFS) {
            throw badRef("at most %d deviceIds, were %d".formatted(Limits.REFS, ids.size()));
        }
        return DeviceRef.sorted(ids.stream().map(DeviceIds::ref).toList());
    }

    private static DeviceRef ref(JsonNode id) {
        var members =
                Members.of(id).orElseThrow(() -> badRef("deviceId as object with id and kind"));
        var kind = members.needed("kind");
        var known =
                RefKind.of(kind.strip())
                        .filter(KINDS::contains)
                        .orElseThrow(() -> badRef("a known kind, was '%s'".formatted(shown(kind))));
        return ref(known, members.needed("id"));
    }

    /**
     * A name of this kind.
     *
     * @throws UnreadableRow BAD_REF if it does not fit
     */
    static DeviceRef ref(RefKind kind, String id) {
        try {
            return new DeviceRef(kind, id.strip());
        } catch (MalformedRef e) {
            throw new UnreadableRow(RowFault.BAD_REF, String.valueOf(e.getMessage()));
        }
    }

    private static UnreadableRow badRef(String expected) {
        return new UnreadableRow(RowFault.BAD_REF, "expected " + expected);
    }

    private static String shown(String kind) {
        return kind.length() <= 40 ? kind : kind.substring(0, 40) + "…";
    }
}
