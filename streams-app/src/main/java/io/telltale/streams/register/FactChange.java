package io.telltale.streams.register;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.record.CarrierTransitions;
import io.telltale.streams.record.IdPair;
import io.telltale.streams.record.RegisterUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an update changes in the facts of the register. */
sealed interface FactChange {

    /** Refs whose identities may change. */
    List<String> touched();

    /**
     * A link was declared, withdrawn or deleted.
     *
     * @param one the ref that is first in kind order
     * @param other the other ref
     * @param link null where it was deleted
     */
    record LinkChange(String one, String other, @Nullable DeviceLink link) implements FactChange {

        @Override
        public List<String> touched() {
            return List.of(one, other);
        }

        boolean isDeclared() {
            return link != null && link.getState() == LinkState.DECLARED;
        }
    }

    /**
     * Two device ids were named together, or earlier than known.
     *
     * @param isNew whether they were not known to be
     */
    record PairChange(String one, String other, EventPosition place, boolean isNew)
            implements FactChange {

        @Override
        public List<String> touched() {
            return List.of(one, other);
        }
    }

    /**
     * A carrier has other transitions.
     *
     * @param transitions all that are kept
     * @param differing holders that it is with at other times than before
     * @param added holders that it is with now, and was not before
     * @param removed holders that it was with before, and is not now
     */
    record TransitionsChange(
            String carrier,
            CarrierTransitions transitions,
            List<String> differing,
            Set<String> added,
            Set<String> removed)
            implements FactChange {

        @Override
        public List<String> touched() {
            var refs = new ArrayList<String>(differing.size() + 1);
            refs.add(carrier);
            refs.addAll(differing);
            return refs;
        }
    }

    /**
     * Compares an update with what is known; null where it changes nothing. Repeats change nothing,
     * the latest declaration of a link wins, and of a pair the earliest event.
     *
     * @param key key of the update: a carrier, or two refs
     * @throws IllegalArgumentException if a ref is malformed
     */
    static @Nullable FactChange of(String key, RegisterUpdate update, RegisterState state) {
        var transitions = update.getTransitions();
        if (transitions != null) {
            DeviceRef.parse(key);
            return transitions(key, transitions, state);
        }
        var refs = key.split(" ", 2);
        var one = DeviceRef.parse(refs[0]).toString();
        var other = DeviceRef.parse(refs[refs.length - 1]).toString();
        var pair = update.getPair();
        return pair == null
                ? link(one, other, update.getLink(), state)
                : pair(one, other, pair, state);
    }

    private static @Nullable FactChange link(
            String one, String other, @Nullable DeviceLink link, RegisterState state) {
        var known = state.link(one, other);
        var isOlder =
                link != null
                        && known != null
                        && link.getDeclaredAt().isBefore(known.getDeclaredAt());
        return isOlder || Objects.equals(link, known) ? null : new LinkChange(one, other, link);
    }

    private static @Nullable FactChange pair(
            String one, String other, IdPair pair, RegisterState state) {
        var known = state.pair(one, other);
        var place = new EventPosition(pair.getOrderAt(), pair.getEventId());
        return known != null && known.compareTo(place) <= 0
                ? null
                : new PairChange(one, other, place, known == null);
    }

    private static @Nullable FactChange transitions(
            String carrier, CarrierTransitions now, RegisterState state) {
        var before = state.transitions(carrier);
        if (now.equals(before)) {
            return null;
        }
        var timelineBefore = HolderTimeline.of(before, DeviceRef::parse);
        var timeline = HolderTimeline.of(now, DeviceRef::parse);
        var added = timeline.holders();
        added.removeAll(timelineBefore.holders());
        var removed = timelineBefore.holders();
        removed.removeAll(timeline.holders());
        return new TransitionsChange(
                carrier,
                now,
                List.copyOf(timeline.holdersThatDiffer(timelineBefore)),
                added,
                removed);
    }
}
