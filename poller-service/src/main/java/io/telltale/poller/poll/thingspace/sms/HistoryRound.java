package io.telltale.poller.poll.thingspace.sms;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One walk through the devices of a set, in the order of their refs. */
final class HistoryRound {

    private final List<String> refs;
    private final Instant begunAt;
    private int position;

    /**
     * A walk through these.
     *
     * @param refs as the provider spells them, sorted
     * @param after the ref it got to before, if any
     */
    HistoryRound(List<String> refs, Optional<String> after, Instant begunAt) {
        this.refs = refs;
        this.begunAt = begunAt;
        this.position = after.map(this::positionAfter).orElse(0);
    }

    private int positionAfter(String ref) {
        var found = Collections.binarySearch(refs, ref);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The next device; empty at the end. */
    Optional<String> next() {
        return position < refs.size() ? Optional.of(refs.get(position++)) : Optional.empty();
    }

    /** Whether all were passed. */
    boolean isOver() {
        return position >= refs.size();
    }

    /** Whether a device of the set is spelled so. */
    boolean holds(String ref) {
        return Collections.binarySearch(refs, ref) >= 0;
    }

    /** The device of the set that is spelled so, or in another way; empty if there is none. */
    Optional<String> find(String ref) {
        if (holds(ref)) {
            return Optional.of(ref);
        }
        var wanted = DeviceRef.find(ref);
        return refs.stream()
                .filter(each -> wanted.isPresent() && DeviceRef.find(each).equals(wanted))
                .findFirst();
    }

    /** The device of a set of one. */
    Optional<String> only() {
        return refs.size() == 1 ? Optional.of(refs.getFirst()) : Optional.empty();
    }

    /** The devices it passed. */
    List<String> passed() {
        return refs.subList(0, position);
    }

    /** The ref it got to, from which it goes on after a take-over. */
    Optional<String> reached() {
        return position == 0 ? Optional.empty() : Optional.of(refs.get(position - 1));
    }

    /** How many were passed. */
    int position() {
        return position;
    }

    /** How many there are. */
    int size() {
        return refs.size();
    }

    /** When it began, or went on after a take-over. */
    Instant begunAt() {
        return begunAt;
    }
}
