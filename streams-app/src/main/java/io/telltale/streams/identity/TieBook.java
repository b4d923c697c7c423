package io.telltale.streams.identity;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.record.Learned;
import io.telltale.streams.record.Tie;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ties around one change: each ref is looked up once. */
final class TieBook {

    /** A ref named with more others than this is no device's. */
    private static final int MOST_LEARNED = 256;

    /** Nor is an anchor named with more values than this of a kind of which a device has one. */
    private static final int MOST_OF_A_KIND = 8;

    private final Ties stored;
    private final Junk junk;
    private final Map<String, List<Tie>> read = new HashMap<>();
    private final Map<String, Boolean> isJunk = new HashMap<>();

    TieBook(Ties stored, Junk junk) {
        this.stored = stored;
        this.junk = junk;
    }

    List<Tie> of(String ref) {
        return read.computeIfAbsent(ref, stored::of);
    }

    /** Whether an event names it, or a link that is not taken back. */
    boolean isNamed(String ref) {
        return of(ref).stream()
                .anyMatch(tie -> tie.getLearned() != null || declared(tie).isPresent());
    }

    boolean isJunk(String ref) {
        return isJunk.computeIfAbsent(ref, _ -> junk.contains(ref) || isNamedWithTooMany(ref, 0));
    }

    /** What events said, unless one of the two is junk. */
    Optional<Learned> learned(Tie tie) {
        return Optional.ofNullable(tie.getLearned())
                .filter(learned -> !isJunk(learned.getNamed()) && !isJunk(learned.getHolder()));
    }

    /** With which holders events named a ref. */
    List<Learned> namings(String named) {
        return of(named).stream()
                .flatMap(tie -> learned(tie).stream())
                .filter(learned -> learned.getNamed().equals(named))
                .toList();
    }

    /**
     * Whether one more, or one less, lets a ref be junk or not; then all that it is learned with is
     * seen in another light.
     */
    boolean isOnTheVergeOfJunk(String ref) {
        return isNamedWithTooMany(ref, 1) != isNamedWithTooMany(ref, -1);
    }

    private boolean isNamedWithTooMany(String ref, int more) {
        var others =
                of(ref).stream()
                        .filter(tie -> tie.getLearned() != null)
                        .map(tie -> DeviceRef.parse(other(tie, ref)).kind())
                        .toList();
        return others.size() + more > MOST_LEARNED
                || (Kinds.isAnchor(ref)
                        && Kinds.UNIQUE.stream()
                                .anyMatch(kind ->
                                        Collections.frequency(others, kind) + more
                                                > MOST_OF_A_KIND));
    }

    /** What people said, unless they took it back. */
    static Optional<DeviceLink> declared(Tie tie) {
        return Optional.ofNullable(tie.getDeclared())
                .filter(link -> link.getState() == LinkState.DECLARED);
    }

    static boolean holds(DeviceLink link, Instant at) {
        var from = link.getValidFrom();
        var to = link.getValidTo();
        return (from == null || !from.isAfter(at)) && (to == null || to.isAfter(at));
    }

    static String other(Tie tie, String ref) {
        var refs = tie.getRefs();
        return refs.getFirst().equals(ref) ? refs.getLast() : refs.getFirst();
    }
}
