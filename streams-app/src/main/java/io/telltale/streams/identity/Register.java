package io.telltale.streams.identity;

import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.record.NamedAt;
import io.telltale.streams.record.Tie;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which refs are one device, and when: by what people declare, by the anchors that events
 * name together, and by the holders of carriers. A function of the set of ties, not of the order in
 * which they came. Made for one change.
 */
public final class Register {

    private static final int MOST_CONFLICTS = 64;

    private final TieBook book;
    private final Surroundings surroundings;
    private final Identities known;
    private final Map<Instant, Map<String, Lives.Slice>> slices = new HashMap<>();

    /**
     * A register over what is stored.
     *
     * @param ties with the change already in them
     */
    public Register(Ties ties, Identities known, Junk junk) {
        this.book = new TieBook(ties, junk);
        this.surroundings = new Surroundings(book);
        this.known = known;
    }

    /**
     * The identities that are different now that something else is said of these refs, in ref
     * order. Epochs are one above those known.
     */
    public List<DeviceIdentity> changedBy(Collection<String> refs) {
        var changed = new TreeMap<DeviceRef, DeviceIdentity>();
        var seen = new HashSet<String>();
        var waiting = new ArrayDeque<String>();
        for (var ref : refs) {
            waiting.add(ref);
            if (book.isOnTheVergeOfJunk(ref)) {
                book.of(ref).forEach(tie -> waiting.add(TieBook.other(tie, ref)));
            }
        }
        var told = Set.copyOf(waiting);
        while (!waiting.isEmpty()) {
            var ref = waiting.remove();
            if (!seen.add(ref)) {
                continue;
            }
            var parsed = DeviceRef.parse(ref);
            var before = known.of(ref);
            var now = identity(parsed);
            var differs = differs(before, now);
            if (differs) {
                changed.put(parsed, withNextEpoch(before, now));
            }
            if (differs || told.contains(ref)) {
                waiting.addAll(around(now));
                if (before != null) {
                    waiting.addAll(around(before));
                }
            }
        }
        return List.copyOf(changed.values());
    }

    /**
     * Whose identity may change with this one: devices are brought together step by step, so what a
     * step does otherwise than before begins at refs that were, or are, in one device or conflict.
     */
    private static List<String> around(DeviceIdentity identity) {
        return Stream.concat(
                        identity.getMembers().stream().map(Member::getRef),
                        identity.getConflicts().stream().map(Conflict::getWith))
                .toList();
    }

    private DeviceIdentity identity(DeviceRef ref) {
        var lives = Lives.of(ref, slices(ref.toString()));
        var spells = lives.spells();
        var members = lives.members(firstSaid(ref.toString()));
        return DeviceIdentity.newBuilder()
                .setRef(ref.toString())
                .setDeviceKey(spells.getLast().getDeviceKey())
                .setEpoch(0)
                .setSpells(spells)
                .setMembers(members)
                .setConflicts(conflicts(ref.toString(), lives, members))
                .build();
    }

    private List<Lives.Slice> slices(String ref) {
        var found = new ArrayList<Lives.Slice>();
        var time = Optional.of(Instant.MIN);
        while (time.isPresent()) {
            var slice = slice(time.get(), ref);
            found.add(slice);
            time = slice.to();
        }
        return found;
    }

    /** All refs of a device see the same. */
    private Lives.Slice slice(Instant time, String ref) {
        var known = slices.computeIfAbsent(time, _ -> new HashMap<>());
        var slice = known.get(ref);
        if (slice == null) {
            slice = new Scene(time, book, surroundings).slice(ref);
            for (var each : slice.device().refs()) {
                known.put(each.toString(), slice);
            }
        }
        return slice;
    }

    /** Also what was taken back, as long as anything still names the ref. */
    private Optional<Evidence> firstSaid(String ref) {
        if (!book.isNamed(ref)) {
            return Optional.empty();
        }
        return book.of(ref).stream()
                .flatMap(tie ->
                        Stream.concat(
                                Stream.ofNullable(tie.getDeclared()).map(Evidence::of),
                                Stream.ofNullable(tie.getLearned())
                                        .flatMap(learned -> learned.getPlaces().stream())
                                        .map(Evidence::of)))
                .min(Comparator.naturalOrder());
    }

    /** What is refused is no conflict where the two are one device for another reason. */
    private List<Conflict> conflicts(String ref, Lives lives, List<Member> members) {
        var byOther = new TreeMap<DeviceRef, Refused>();
        junk(ref).forEach(refused -> keepEarliest(byOther, ref, refused));
        for (var slice : lives.slices()) {
            slice.refused().forEach(refused -> keepEarliest(byOther, ref, refused));
        }
        return byOther.entrySet().stream()
                .filter(entry -> !isTogether(entry.getKey(), entry.getValue(), members))
                .limit(MOST_CONFLICTS)
                .map(entry -> conflict(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static boolean isTogether(DeviceRef other, Refused refused, List<Member> members) {
        var isForGood = refused.refs().stream().allMatch(Kinds::isAnchor);
        return members.stream()
                .filter(member -> member.getRef().equals(other.toString()))
                .filter(member -> member.getUntil() == null)
                .anyMatch(member ->
                        member.getSince() == null
                                || (!isForGood
                                        && member.getSince().isBefore(refused.evidence().at())));
    }

    private static void keepEarliest(Map<DeviceRef, Refused> byOther, String ref, Refused refused) {
        if (refused.refs().contains(ref)) {
            var other =
                    refused.refs().getFirst().equals(ref)
                            ? refused.refs().getLast()
                            : refused.refs().getFirst();
            byOther.merge(
                    DeviceRef.parse(other),
                    refused,
                    (one, two) -> one.evidence().compareTo(two.evidence()) <= 0 ? one : two);
        }
    }

    private List<Refused> junk(String ref) {
        var refused = new ArrayList<Refused>();
        for (var tie : book.of(ref)) {
            var learned = tie.getLearned();
            if (learned != null && book.learned(tie).isEmpty()) {
                refused.add(junk(tie, learned.getPlaces().getFirst()));
            }
        }
        return refused;
    }

    private static Refused junk(Tie tie, NamedAt place) {
        return new Refused(tie.getRefs(), ConflictReason.JUNK, Evidence.of(place));
    }

    private static Conflict conflict(DeviceRef other, Refused refused) {
        return Conflict.newBuilder()
                .setWith(other.toString())
                .setReason(refused.reason())
                .setSource(refused.evidence().source())
                .setEvidence(refused.evidence().by())
                .setAt(refused.evidence().at())
                .build();
    }

    private static boolean differs(@Nullable DeviceIdentity before, DeviceIdentity now) {
        return before == null ? Namings.isNamed(now) : !says(before).equals(says(now));
    }

    /** All but the epoch. Copies, because Avro cannot compare its own lists of optional times. */
    private static List<Object> says(DeviceIdentity identity) {
        return List.of(
                identity.getDeviceKey(),
                List.copyOf(identity.getSpells()),
                List.copyOf(identity.getMembers()),
                List.copyOf(identity.getConflicts()));
    }

    private static DeviceIdentity withNextEpoch(
            @Nullable DeviceIdentity before, DeviceIdentity now) {
        return DeviceIdentity.newBuilder(now)
                .setEpoch(before == null ? 1 : before.getEpoch() + 1)
                .build();
    }
}
