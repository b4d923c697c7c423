package io.telltale.localstack.expected;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * That an event names a ref together with its holder: its first anchor in kind order, or its first
 * ref where it names no anchor.
 */
record Naming(DeviceRef named, DeviceRef holder, Place place) {

    private static final Set<RefKind> CARRIERS =
            EnumSet.of(RefKind.ICCID, RefKind.IMSI, RefKind.MSISDN, RefKind.MDN);

    /** Kinds whose values are not digits. */
    private static final Set<RefKind> NAMES =
            EnumSet.of(RefKind.GRAPH, RefKind.XTREMEPUSH, RefKind.XTREMEPUSH_PROFILE);

    /** With more other refs than that a ref is no device's. */
    private static final int MOST_TOGETHER = 256;

    /** Nor is an anchor with more values than that of a kind of which a device has one. */
    private static final int MOST_OF_A_KIND = 8;

    private static final Set<RefKind> ONE_EACH =
            EnumSet.of(RefKind.IMEI, RefKind.MEID, RefKind.ESN, RefKind.EID);

    static boolean isAnchor(DeviceRef ref) {
        return !CARRIERS.contains(ref.kind());
    }

    /** Whether it says that two anchors are one device. */
    boolean isOfAnchors() {
        return isAnchor(named) && isAnchor(holder);
    }

    /** Everything that rows say, but what names junk. */
    static List<Naming> of(Collection<? extends Row> rows) {
        var all = new ArrayList<Naming>();
        for (var row : rows) {
            var refs = row.refs().stream().map(DeviceRef::parse).toList();
            var holder = refs.stream().filter(Naming::isAnchor).findFirst().orElse(refs.getFirst());
            for (var ref : refs) {
                if (!ref.equals(holder)) {
                    all.add(new Naming(ref, holder, row.place()));
                }
            }
        }
        var junk = junk(all);
        all.removeIf(naming -> junk.contains(naming.named) || junk.contains(naming.holder));
        return all;
    }

    /** What only one digit is repeated in, and what was named with too many others. */
    private static Set<DeviceRef> junk(List<Naming> all) {
        Map<DeviceRef, Set<DeviceRef>> together = new HashMap<>();
        for (var naming : all) {
            together.computeIfAbsent(naming.named, _ -> new HashSet<>()).add(naming.holder);
            together.computeIfAbsent(naming.holder, _ -> new HashSet<>()).add(naming.named);
        }
        var junk = new HashSet<DeviceRef>();
        together.forEach((ref, others) -> {
            if (others.size() > MOST_TOGETHER || isOneDigit(ref) || isDefault(ref, others)) {
                junk.add(ref);
            }
        });
        return junk;
    }

    /** What a maker left in many devices. */
    private static boolean isDefault(DeviceRef ref, Set<DeviceRef> others) {
        return isAnchor(ref)
                && ONE_EACH.stream()
                        .anyMatch(kind ->
                                others.stream().filter(other -> other.kind() == kind).count()
                                        > MOST_OF_A_KIND);
    }

    /** Its value is one digit, repeated. */
    private static boolean isOneDigit(DeviceRef ref) {
        return !NAMES.contains(ref.kind()) && ref.value().chars().distinct().count() == 1;
    }
}
