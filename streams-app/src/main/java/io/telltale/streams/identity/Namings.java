package io.telltale.streams.identity;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.LinkSource;
import io.telltale.schemas.record.Member;
import io.telltale.streams.record.Naming;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an event says of its refs, and what of that the register has to be told. */
public final class Namings {

    private Namings() {}

    /** Each ref of an event with its holder, the event's first anchor or else its first ref. */
    static List<Naming> of(Event event) {
        var refs = event.devices();
        if (refs.size() < 2) {
            return List.of();
        }
        var holder = refs.stream().filter(Kinds::isAnchor).findFirst().orElse(refs.getFirst());
        var at = OrderTime.of(event.occurredAt(), event.observedAt());
        return refs.stream()
                .filter(ref -> !ref.equals(holder))
                .map(ref -> naming(ref, holder, at, event))
                .toList();
    }

    private static Naming naming(String ref, String holder, Instant at, Event event) {
        var primary = event.devices().getFirst();
        return Naming.newBuilder()
                .setNamed(ref)
                .setHolder(holder)
                .setAt(at)
                .setEventId(event.eventId())
                .setIsFirm(!ref.equals(primary) && !holder.equals(primary))
                .build();
    }

    /**
     * What the register does not know already, as far as an identity tells. What it knows it may be
     * told again all the same; it changes nothing.
     *
     * @param primary the event's first ref
     * @param identity the identity of that ref, null where it has none
     */
    public static List<Naming> news(
            Event event, String primary, @Nullable DeviceIdentity identity) {
        var all = of(event);
        return all.isEmpty() || identity == null
                ? all
                : all.stream().filter(naming -> !covers(identity, primary, naming)).toList();
    }

    private static boolean covers(DeviceIdentity identity, String primary, Naming naming) {
        return isRefused(identity, primary, naming)
                || (Kinds.isAnchor(naming.getNamed())
                        ? isTiedForGood(identity, primary, naming)
                        : isHeldSince(identity, primary, naming));
    }

    private static boolean isRefused(DeviceIdentity identity, String primary, Naming naming) {
        return identity.getConflicts().stream()
                .filter(conflict -> conflict.getSource() == LinkSource.LEARNED)
                .filter(conflict -> isOf(conflict, primary, naming))
                .anyMatch(conflict -> isNotAfter(conflict.getAt(), conflict.getEvidence(), naming));
    }

    private static boolean isOf(Conflict conflict, String primary, Naming naming) {
        var other = conflict.getWith();
        return (naming.getHolder().equals(primary) && naming.getNamed().equals(other))
                || (naming.getNamed().equals(primary) && naming.getHolder().equals(other));
    }

    private static boolean isNotAfter(@Nullable Instant at, String eventId, Naming naming) {
        if (at == null) {
            return false;
        }
        var byTime = at.compareTo(naming.getAt());
        return byTime < 0 || (byTime == 0 && eventId.compareTo(naming.getEventId()) <= 0);
    }

    private static boolean isTiedForGood(DeviceIdentity identity, String primary, Naming naming) {
        return naming.getHolder().equals(primary)
                && Stream.of(naming.getHolder(), naming.getNamed())
                        .allMatch(ref ->
                                identity.getMembers().stream()
                                        .filter(member -> member.getRef().equals(ref))
                                        .filter(member -> member.getSince() == null)
                                        .filter(member -> member.getUntil() == null)
                                        .anyMatch(member -> isAtLeastAsEarly(member, naming)));
    }

    private static boolean isAtLeastAsEarly(Member member, Naming naming) {
        return member.getSource() == LinkSource.DECLARED
                || isNotAfter(member.getEvidenceAt(), member.getEvidence(), naming);
    }

    /** Held since before, and for no known end: a span that ends may end for another reason. */
    private static boolean isHeldSince(DeviceIdentity identity, String primary, Naming naming) {
        return Stream.of(naming.getHolder(), naming.getNamed())
                .filter(ref -> !ref.equals(primary))
                .allMatch(ref ->
                        identity.getMembers().stream()
                                .filter(member -> member.getRef().equals(ref))
                                .filter(member -> member.getUntil() == null)
                                .anyMatch(member -> isBefore(member.getSince(), naming.getAt())));
    }

    private static boolean isBefore(@Nullable Instant since, Instant at) {
        return since == null || since.isBefore(at);
    }

    /**
     * Whether an event or a link still names the ref; only where none does, there is no evidence
     * even of itself.
     */
    public static boolean isNamed(DeviceIdentity identity) {
        return identity.getMembers().stream()
                .anyMatch(member ->
                        member.getRef().equals(identity.getRef())
                                && member.getEvidenceAt() != null);
    }

    /**
     * The spans of an identity that are not in the one after it; their rows have to be looked at.
     */
    public static List<Member> lost(@Nullable DeviceIdentity before, DeviceIdentity now) {
        return before == null
                ? List.of()
                : before.getMembers().stream()
                        .filter(span ->
                                now.getMembers().stream().noneMatch(each -> same(each, span)))
                        .toList();
    }

    /** Of what rows say: anchors once, at their earliest place, and nothing twice. */
    public static List<Naming> once(List<Naming> namings) {
        var seen = new HashSet<List<Object>>();
        return namings.stream()
                .sorted(Comparator.comparing(Naming::getAt).thenComparing(Naming::getEventId))
                .filter(naming -> seen.add(sameness(naming)))
                .toList();
    }

    private static List<Object> sameness(Naming naming) {
        return Kinds.isAnchor(naming.getNamed())
                ? List.of(naming.getHolder(), naming.getNamed())
                : List.of(naming.getHolder(), naming.getNamed(), naming.getEventId());
    }

    private static boolean same(Member one, Member other) {
        return one.getRef().equals(other.getRef())
                && Objects.equals(one.getSince(), other.getSince())
                && Objects.equals(one.getUntil(), other.getUntil())
                && one.getSource() == other.getSource();
    }
}
