package io.telltale.streams.register;

import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.ValidityInterval;
import io.telltale.schemas.ref.DeviceRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds the identity of a ref from the memberships around it. Epochs are not in it yet. */
final class Identities {

    private final Facts facts;
    private final Memberships memberships;

    Identities(Facts facts, Memberships memberships) {
        this.facts = facts;
        this.memberships = memberships;
    }

    DeviceIdentity of(DeviceRef ref) {
        var intervals = intervals(ref);
        return new DeviceIdentity(
                ref.toString(),
                intervals.getLast().getDeviceKey(),
                0L,
                intervals,
                members(ref),
                conflicts(ref));
    }

    private List<ValidityInterval> intervals(DeviceRef ref) {
        var intervals = new ArrayList<ValidityInterval>();
        for (var each : memberships.of(ref).memberships()) {
            intervals.add(
                    new ValidityInterval(
                            Roster.begin(each.begin()),
                            Roster.end(each.end()),
                            each.key().toString()));
        }
        return intervals;
    }

    private List<Member> members(DeviceRef ref) {
        var cluster = memberships.cluster(ref);
        var candidates = new LinkedHashSet<>(cluster.refs());
        candidates.addAll(memberships.followers(cluster).carriers());
        return Roster.of(ref, candidates, memberships, facts.limits());
    }

    private List<Conflict> conflicts(DeviceRef ref) {
        var byOther = new TreeMap<DeviceRef, Rejected>();
        var cluster = memberships.cluster(ref);
        cluster.rejected().forEach(each -> keepFirst(each, ref, byOther));
        for (var pair : facts.pairs(ref)) {
            if (facts.isJunk(pair) && !cluster.isAlwaysTogether(ref, pair.otherThan(ref))) {
                keepFirst(Rejected.of(pair, ConflictReason.JUNK), ref, byOther);
            }
        }
        memberships.of(ref).rejected().forEach(each -> keepFirst(each, ref, byOther));
        for (var carrier : facts.carriersOf(ref)) {
            memberships.of(carrier).rejected().forEach(each -> keepFirst(each, ref, byOther));
        }
        return byOther.entrySet().stream()
                .limit(facts.limits().conflicts())
                .map(entry -> conflict(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void keepFirst(
            Rejected rejected, DeviceRef ref, Map<DeviceRef, Rejected> byOther) {
        if (rejected.isOf(ref)) {
            byOther.merge(
                    rejected.otherThan(ref),
                    rejected,
                    (known, other) -> Rejected.ORDER.compare(known, other) <= 0 ? known : other);
        }
    }

    private static Conflict conflict(DeviceRef other, Rejected rejected) {
        var evidence = rejected.evidence();
        return new Conflict(
                other.toString(),
                rejected.reason(),
                evidence.source(),
                evidence.by(),
                evidence.at());
    }
}
