package io.telltale.streams.identity;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.streams.record.Learned;
import io.telltale.streams.record.Tie;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ties around one change: each ref is looked up once. */
final class TieBook {

    /** A ref named with more others than this is no device's. */
    static final int MOST_LEARNED = 256;

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

    boolean isJunk(String ref) {
        return isJunk.computeIfAbsent(
                ref, _ -> junk.contains(ref) || countLearned(ref) > MOST_LEARNED);
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
        var count = countLearned(ref);
        return count == MOST_LEARNED || count == MOST_LEARNED + 1;
    }

    private long countLearned(String ref) {
        return of(ref).stream().filter(tie -> tie.getLearned() != null).count();
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
