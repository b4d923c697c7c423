package io.telltale.streams.identity;

import io.telltale.schemas.record.LinkSource;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.Spell;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The devices of one ref over time, from slice to slice.
 *
 * @param ref whose
 * @param slices oldest first, without gaps; the first begins with {@link Instant#MIN}
 */
record Lives(DeviceRef ref, List<Slice> slices) {

    private static final int MOST_SPELLS = 64;
    private static final int MOST_MEMBERS = 128;

    private static final Comparator<Member> KIND_ORDER =
            Comparator.comparing((Member member) -> DeviceRef.parse(member.getRef()))
                    .thenComparing(
                            Member::getSince, Comparator.nullsFirst(Comparator.naturalOrder()));

    private static final Comparator<Member> LASTING_FIRST =
            Comparator.comparing(Member::getUntil, Comparator.nullsLast(Comparator.naturalOrder()))
                    .reversed();

    /**
     * A span in which nothing changes around the ref.
     *
     * @param from its begin; {@link Instant#MIN} if it has none
     * @param to when the next one begins; empty of the last
     * @param device the ref's device in it
     * @param refused what is left out around the device in it
     */
    record Slice(Instant from, Optional<Instant> to, Group device, Set<Refused> refused) {

        static Slice alone(DeviceRef ref, Instant to) {
            return new Slice(Instant.MIN, Optional.of(to), new Group(ref), Set.of());
        }

        String key() {
            return device.refs().getFirst().toString();
        }
    }

    /** These, without the older ones where there are too many: there it counts as alone. */
    static Lives of(DeviceRef ref, List<Slice> slices) {
        var spells = 1;
        for (var at = slices.size() - 1; at > 0; at--) {
            if (!slices.get(at).key().equals(slices.get(at - 1).key()) && ++spells > MOST_SPELLS) {
                var kept = new ArrayList<Slice>();
                kept.add(Slice.alone(ref, slices.get(at).from()));
                kept.addAll(slices.subList(at, slices.size()));
                return new Lives(ref, kept);
            }
        }
        return new Lives(ref, slices);
    }

    List<Spell> spells() {
        var spells = new ArrayList<Spell>();
        for (var slice : slices) {
            if (spells.isEmpty() || !spells.getLast().getDeviceKey().equals(slice.key())) {
                if (!spells.isEmpty()) {
                    var ended = Spell.newBuilder(spells.removeLast()).setTo(slice.from()).build();
                    spells.add(ended);
                }
                spells.add(
                        Spell.newBuilder()
                                .setFrom(known(slice.from()))
                                .setDeviceKey(slice.key())
                                .build());
            }
        }
        return spells;
    }

    /**
     * Who was one device with the ref, and when.
     *
     * @param otherwise evidence of the ref itself, where nothing ties it to another
     */
    List<Member> members(Optional<Evidence> otherwise) {
        var members = new ArrayList<Span>();
        Map<DeviceRef, Span> open = new HashMap<>();
        for (var slice : slices) {
            for (var span : List.copyOf(open.values())) {
                if (!slice.device().refs().contains(span.ref())) {
                    open.remove(span.ref());
                    members.add(span.until(slice.from()));
                }
            }
            for (var present : slice.device().refs()) {
                open.merge(present, Span.in(slice, present), Span::then);
            }
        }
        members.addAll(open.values());
        return members.stream()
                .map(span -> span.member(otherwise))
                .sorted(LASTING_FIRST.thenComparing(KIND_ORDER))
                .limit(MOST_MEMBERS)
                .sorted(KIND_ORDER)
                .toList();
    }

    /** A member from a slice on; its evidence is the first that a slice has. */
    private record Span(
            DeviceRef ref,
            @Nullable Instant since,
            @Nullable Instant until,
            Optional<Evidence> evidence) {

        static Span in(Slice slice, DeviceRef ref) {
            var because = slice.device().evidence().get(ref.toString());
            return new Span(ref, known(slice.from()), null, Optional.ofNullable(because));
        }

        Span then(Span next) {
            return new Span(ref, since, null, evidence.or(next::evidence));
        }

        Span until(Instant end) {
            return new Span(ref, since, end, evidence);
        }

        Member member(Optional<Evidence> otherwise) {
            var because = evidence.or(() -> otherwise);
            return Member.newBuilder()
                    .setRef(ref.toString())
                    .setSince(since)
                    .setUntil(until)
                    .setSource(because.map(Evidence::source).orElse(LinkSource.UNKNOWN))
                    .setEvidence(because.map(Evidence::by).orElse(""))
                    .setEvidenceAt(because.map(Evidence::at).orElse(null))
                    .build();
        }
    }

    private static @Nullable Instant known(Instant from) {
        return from.equals(Instant.MIN) ? null : from;
    }
}
