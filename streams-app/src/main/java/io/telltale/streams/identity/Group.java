package io.telltale.streams.identity;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Refs that are one device at a time, while they are brought together. */
final class Group {

    static final int MOST_REFS = 64;

    private final SortedSet<DeviceRef> refs = new TreeSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<RefKind, Set<DeviceRef>> unique = new EnumMap<>(RefKind.class);
    private final Map<String, Evidence> evidence = new HashMap<>();

    Group(DeviceRef ref) {
        add(ref);
    }

    private void add(DeviceRef ref) {
        refs.add(ref);
        names.add(ref.toString());
        if (Kinds.UNIQUE.contains(ref.kind())) {
            unique.computeIfAbsent(ref.kind(), _ -> new HashSet<>()).add(ref);
        }
    }

    SortedSet<DeviceRef> refs() {
        return refs;
    }

    boolean contains(String ref) {
        return names.contains(ref);
    }

    boolean hasAnchor() {
        return refs.stream().anyMatch(Kinds::isAnchor);
    }

    /** The best reason why the ref is here; null for one that nothing ties. */
    Map<String, Evidence> evidence() {
        return evidence;
    }

    boolean isTooMuchWith(Group other) {
        return refs.size() + other.refs.size() > MOST_REFS;
    }

    /**
     * Whether both have values of a kind of which a device has one, and not the same single one.
     */
    boolean conflictsWith(Group other) {
        for (var kind : Kinds.UNIQUE) {
            var own = unique.getOrDefault(kind, Set.of());
            var others = other.unique.getOrDefault(kind, Set.of());
            if (!own.isEmpty() && !others.isEmpty() && (own.size() > 1 || !own.equals(others))) {
                return true;
            }
        }
        return false;
    }

    /** Takes in another one. */
    void absorb(Group other) {
        other.refs.forEach(this::add);
        other.evidence.forEach((ref, because) -> evidence.merge(ref, because, Group::earlier));
    }

    /** Remembers why a ref is here. */
    void because(String ref, Evidence reason) {
        evidence.merge(ref, reason, Group::earlier);
    }

    private static Evidence earlier(Evidence one, Evidence other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** A copy that can be brought together further. */
    Group copy() {
        var copy = new Group(refs.getFirst());
        copy.absorb(this);
        return copy;
    }
}
