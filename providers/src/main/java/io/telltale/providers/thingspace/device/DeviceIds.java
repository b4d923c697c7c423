package io.telltale.providers.thingspace.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.providers.page.RowFault;
import io.telltale.schemas.event.EventLimits;
import io.telltale.schemas.ref.DeviceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The ids by which a row names one device.
 *
 * @param refs the ids in their kept spelling, in kind order, at least one
 * @param primary the id of the first ref, as ThingSpace spells it
 * @param unrecognized ids that match no kind and were left out
 */
public record DeviceIds(
        List<DeviceRef> refs, ProviderDeviceId primary, List<UnrecognizedId> unrecognized) {

    /** Copies the lists. */
    public DeviceIds {
        refs = List.copyOf(refs);
        unrecognized = List.copyOf(unrecognized);
    }

    /**
     * Reads ids as {@code kind:id}, in ThingSpace's spelling.
     *
     * @throws IllegalArgumentException if there is none, or one does not fit
     */
    public static DeviceIds of(String... ids) {
        var byRef = new HashMap<DeviceRef, ProviderDeviceId>();
        for (var text : ids) {
            var id = ProviderDeviceId.parse(text);
            var ref = id.ref().orElseThrow(() -> new IllegalArgumentException("no id: " + text));
            byRef.putIfAbsent(ref, id);
        }
        if (byRef.isEmpty()) {
            throw new IllegalArgumentException("expected at least one id");
        }
        return of(byRef, List.of());
    }

    private static DeviceIds of(
            Map<DeviceRef, ProviderDeviceId> byRef, List<UnrecognizedId> unrecognized) {
        var refs = DeviceRef.sorted(byRef.keySet());
        return new DeviceIds(
                refs, Objects.requireNonNull(byRef.get(refs.getFirst())), unrecognized);
    }

    /** The ids that stand among these members, as {@code deviceId} or {@code deviceIds}. */
    public static Optional<List<JsonNode>> in(JsonMembers members) {
        return members.elements("deviceId")
                .or(() -> members.elements("deviceIds"))
                .filter(ids -> !ids.isEmpty());
    }

    /**
     * Reads the ids of one device. One that fits nothing is left out where another one is good.
     *
     * @throws UnreadableRowException if there is none, none fits, or there are too many
     */
    public static DeviceIds read(List<JsonNode> nodes) {
        if (nodes.isEmpty()) {
            throw new UnreadableRowException(RowFault.MISSING_FIELD, "deviceIds");
        }
        if (nodes.size() > EventLimits.REFS) {
            throw badRef("at most %d deviceIds, were %d".formatted(EventLimits.REFS, nodes.size()));
        }
        var byRef = new HashMap<DeviceRef, ProviderDeviceId>();
        var unrecognized = new ArrayList<UnrecognizedId>();
        var faults = new ArrayList<UnreadableRowException>();
        for (var node : nodes) {
            try {
                var id = id(node);
                var ref = id.ref();
                if (ref.isPresent()) {
                    byRef.putIfAbsent(ref.get(), id);
                } else {
                    var left = UnrecognizedId.of(id);
                    unrecognized.add(left);
                    faults.add(badRef(expected(left)));
                }
            } catch (UnreadableRowException e) {
                unrecognized.add(UnrecognizedId.ofNoId());
                faults.add(e);
            }
        }
        if (byRef.isEmpty()) {
            throw faults.getFirst();
        }
        return of(byRef, unrecognized);
    }

    private static ProviderDeviceId id(JsonNode node) {
        var members =
                JsonMembers.of(node)
                        .orElseThrow(() -> badRef("deviceId as object with id and kind"));
        return new ProviderDeviceId(members.needed("kind"), members.needed("id"));
    }

    /** An id whose kind is no kind of ThingSpace's may be known elsewhere. */
    private static String expected(UnrecognizedId id) {
        return new ProviderDeviceId(id.kind(), "").isOfThingSpace()
                ? "an id that fits " + id.kind()
                : "a kind that is known";
    }

    /**
     * The ref of an IMEI.
     *
     * @throws UnreadableRowException BAD_REF if it does not fit
     */
    public static DeviceRef imei(String id) {
        return new ProviderDeviceId("imei", id)
                .ref()
                .orElseThrow(() -> badRef("an id that fits imei"));
    }

    private static UnreadableRowException badRef(String expected) {
        return new UnreadableRowException(RowFault.BAD_REF, "expected " + expected);
    }
}
