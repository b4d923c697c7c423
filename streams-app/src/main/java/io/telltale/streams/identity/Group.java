package io.telltale.streams.identity;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Refs that are one device at a time, while they are brought together. */
final class Group {

    static final int MOST_REFS = 64;

    private final SortedSet<DeviceRef> refs = new TreeSet<>();
    private final Map<String, Evidence> evidence = new HashMap<>();

    Group(DeviceRef ref) {
        refs.add(ref);
    }

    SortedSet<DeviceRef> refs() {
        return refs;
    }

    boolean contains(String ref) {
        return refs.contains(DeviceRef.parse(ref));
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
        return Kinds.UNIQUE.stream()
                .anyMatch(kind -> {
                    var all = new HashSet<>(values(kind));
                    var others = other.values(kind);
                    all.addAll(others);
                    return !values(kind).isEmpty() && !others.isEmpty() && all.size() > 1;
                });
    }

    private Set<String> values(RefKind kind) {
        return refs.stream()
                .filter(ref -> ref.kind() == kind)
                .map(DeviceRef::value)
                .collect(Collectors.toSet());
    }

    /** Takes in another one. */
    void absorb(Group other) {
        refs.addAll(other.refs);
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
