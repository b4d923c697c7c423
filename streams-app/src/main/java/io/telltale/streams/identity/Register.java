package io.telltale.streams.identity;

import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkSource;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.Spell;
import io.telltale.schemas.ref.DeviceRef;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which refs are one device: those that declared links hold together. A function of the set
 * of links, not of the order in which they came.
 *
 * <p>Links that would tie more than 64 refs together are not applied: each of those refs stays a
 * device of its own, with those links as conflicts, until one is withdrawn.
 */
public final class Register {

    private static final int MOST_MEMBERS = 64;
    private static final int MOST_CONFLICTS = 64;

    private static final Comparator<DeviceLink> FIRST_SAID =
            Comparator.comparing(DeviceLink::getDeclaredAt)
                    .thenComparing(link -> String.join(" ", link.getRefs()));

    private final Links links;
    private final Identities known;

    /** A register over what is stored. */
    public Register(Links links, Identities known) {
        this.links = links;
        this.known = known;
    }

    /**
     * The identities that are different now that these refs were linked or parted, in ref order.
     * Epochs are one above those known. Call it after the links have changed.
     */
    public List<DeviceIdentity> changedBy(Collection<String> refs) {
        var affected = new TreeSet<DeviceRef>();
        for (var ref : refs) {
            affected.addAll(component(ref));
            affected.addAll(membersKnown(ref));
        }
        return affected.stream()
                .map(this::identity)
                .filter(this::differs)
                .map(this::withNextEpoch)
                .toList();
    }

    private List<DeviceRef> membersKnown(String ref) {
        var identity = known.of(ref);
        return identity == null
                ? List.of()
                : identity.getMembers().stream()
                        .map(member -> DeviceRef.parse(member.getRef()))
                        .toList();
    }

    private DeviceIdentity identity(DeviceRef ref) {
        var component = component(ref.toString());
        var tooMany = component.size() > MOST_MEMBERS;
        var members = tooMany ? List.of(ref) : List.copyOf(component);
        var key = members.getFirst().toString();
        return DeviceIdentity.newBuilder()
                .setRef(ref.toString())
                .setDeviceKey(key)
                .setEpoch(0)
                .setSpells(List.of(Spell.newBuilder().setDeviceKey(key).build()))
                .setMembers(members.stream().map(this::member).toList())
                .setConflicts(tooMany ? tooMany(ref) : List.of())
                .build();
    }

    private List<Conflict> tooMany(DeviceRef ref) {
        return links.naming(ref.toString()).stream()
                .filter(Register::holds)
                .map(link ->
                        Conflict.newBuilder()
                                .setWith(other(link, ref.toString()))
                                .setReason(ConflictReason.TOO_MANY_REFS)
                                .setSource(LinkSource.DECLARED)
                                .setEvidence(link.getBy())
                                .build())
                .sorted(Comparator.comparing(Conflict::getWith))
                .limit(MOST_CONFLICTS)
                .toList();
    }

    private static String other(DeviceLink link, String ref) {
        return link.getRefs().getFirst().equals(ref)
                ? link.getRefs().getLast()
                : link.getRefs().getFirst();
    }

    private Member member(DeviceRef ref) {
        return Member.newBuilder()
                .setRef(ref.toString())
                .setSource(LinkSource.DECLARED)
                .setEvidence(evidence(ref.toString()))
                .build();
    }

    /** Who first tied the ref to another; once all is withdrawn, who first said anything of it. */
    private String evidence(String ref) {
        var naming = links.naming(ref);
        var holding = naming.stream().filter(Register::holds).toList();
        return (holding.isEmpty() ? naming : holding)
                .stream().min(FIRST_SAID).map(DeviceLink::getBy).orElse("");
    }

    /** The refs tied to this one, itself among them; the search ends once they are too many. */
    private Set<DeviceRef> component(String start) {
        var found = new TreeSet<DeviceRef>();
        var seen = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<String>();
        waiting.add(start);
        seen.add(start);
        while (!waiting.isEmpty() && found.size() <= MOST_MEMBERS) {
            var ref = waiting.remove();
            found.add(DeviceRef.parse(ref));
            links.naming(ref).stream()
                    .filter(Register::holds)
                    .flatMap(link -> link.getRefs().stream())
                    .filter(seen::add)
                    .forEach(waiting::add);
        }
        return found;
    }

    private static boolean holds(DeviceLink link) {
        return link.getState() == LinkState.DECLARED;
    }

    private boolean differs(DeviceIdentity now) {
        var before = known.of(now.getRef());
        return before == null
                ? now.getMembers().size() > 1 || !now.getConflicts().isEmpty()
                : !DeviceIdentity.newBuilder(before).setEpoch(0).build().equals(now);
    }

    private DeviceIdentity withNextEpoch(DeviceIdentity now) {
        var before = known.of(now.getRef());
        return DeviceIdentity.newBuilder(now)
                .setEpoch(before == null ? 1 : before.getEpoch() + 1)
                .build();
    }
}
