package io.telltale.streams.register;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.register.Settlement.Settled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Settles changed facts into the identities that change with them. What it returns is a function of
 * the facts alone, so their order and their batches do not matter.
 *
 * <p>A batch recomputes the clusters of the touched refs, the carriers that follow them, and the
 * rosters that these carriers are in. It follows transitions upwards to their holders and downwards
 * to followers, but never on from one device to another, so that its work is bounded.
 */
final class IdentityRegister {

    private final RegisterState state;
    private final RegisterLimits limits;

    IdentityRegister(RegisterState state, RegisterLimits limits) {
        this.state = state;
        this.limits = limits;
    }

    /**
     * Settles a batch. Writes nothing.
     *
     * @param touches changes of facts that are in the state already
     * @param lowestEpoch epoch of the first identity of a ref
     */
    Settlement settle(Collection<Touch> touches, long lowestEpoch) {
        return new Batch(state, limits).settle(touches, lowestEpoch);
    }

    private static final class Batch {

        private final RegisterState state;
        private final Facts facts;
        private final Memberships memberships;
        private final Identities identities;

        private final Map<Cluster, Candidates> due = new HashMap<>();
        private final ArrayDeque<Candidates> waiting = new ArrayDeque<>();
        private final Set<DeviceRef> structured = new HashSet<>();
        private final Set<DeviceRef> raised = new HashSet<>();
        private final Map<DeviceRef, ReachedLimits> reached = new HashMap<>();
        private final Map<String, Optional<DeviceIdentity>> written = new HashMap<>();
        private final TreeMap<DeviceRef, Settled> changed = new TreeMap<>();
        private final List<RuntimeException> failures = new ArrayList<>();

        Batch(RegisterState state, RegisterLimits limits) {
            this.state = state;
            this.facts = new Facts(state, limits);
            this.memberships = new Memberships(facts);
            this.identities = new Identities(facts, memberships);
        }

        /** Refs whose identities are computed again, because something in a cluster changed. */
        private record Candidates(Set<DeviceRef> refs, long timestamp) {}

        /** The latest change comes first, so that each cluster gets its latest timestamp. */
        Settlement settle(Collection<Touch> touches, long lowestEpoch) {
            touches.stream()
                    .sorted(Comparator.comparingLong(Touch::timestamp).reversed())
                    .forEach(touch -> guard(() -> touch(touch)));
            while (!waiting.isEmpty()) {
                var next = waiting.remove();
                guard(() -> compare(next));
            }
            return new Settlement(withEpochs(lowestEpoch), changedLimits(), failures);
        }

        /** One failing cluster keeps no other from being settled; a failing store ends it all. */
        private void guard(Runnable work) {
            try {
                work.run();
            } catch (KafkaException e) {
                throw e;
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }

        private void touch(Touch touch) {
            var refs = touch.refs().stream().map(facts::parse).toList();
            if (!touch.isOfCarrier()) {
                refs.forEach(ref -> restructure(ref, touch.timestamp()));
                return;
            }
            for (var ref : refs) {
                refresh(memberships.cluster(ref), touch.timestamp());
            }
            refs.stream().skip(1).forEach(holder -> refreshHolders(holder, touch.timestamp()));
        }

        /** Edges of a ref changed, so components may have. */
        private void restructure(DeviceRef start, long timestamp) {
            var next = new ArrayDeque<>(List.of(start));
            while (!next.isEmpty()) {
                var ref = next.remove();
                if (!structured.add(ref)) {
                    continue;
                }
                var before = limitsOf(ref);
                var isJunk = facts.isJunk(ref);
                if (isJunk != before.isJunk()) {
                    facts.allPairs(ref).forEach(pair -> next.add(pair.otherThan(ref)));
                }
                var cluster = memberships.cluster(ref);
                if (cluster.isTooLarge() && !before.isInLargeCluster()) {
                    next.addAll(neighboursOfSmallClusters(ref));
                }
                refresh(cluster, timestamp);
                cluster.refs().forEach(each -> refreshHolders(each, timestamp));
            }
        }

        /** Neighbours whose edges were applied until now. */
        private List<DeviceRef> neighboursOfSmallClusters(DeviceRef ref) {
            var found = new ArrayList<DeviceRef>();
            for (var link : facts.allLinks(ref)) {
                found.add(link.one().equals(ref) ? link.other() : link.one());
            }
            facts.allPairs(ref).forEach(pair -> found.add(pair.otherThan(ref)));
            found.removeIf(each -> limitsOf(each).isInLargeCluster());
            return found;
        }

        /** Rosters that a carrier is in, also those it is in through another carrier. */
        private void refreshHolders(DeviceRef carrier, long timestamp) {
            if (!carrier.kind().isCarrier() || !raised.add(carrier)) {
                return;
            }
            for (var transition : facts.holders(carrier).transitions()) {
                refresh(memberships.cluster(transition.holder()), timestamp);
                refreshHolders(transition.holder(), timestamp);
            }
        }

        private void refresh(Cluster cluster, long timestamp) {
            if (due.containsKey(cluster)) {
                return;
            }
            var followers = memberships.followers(cluster);
            var refs = new LinkedHashSet<>(cluster.refs());
            refs.addAll(followers.carriers());
            if (note(cluster, followers.areTooMany()) && followers.areTooMany()) {
                refs.addAll(closure(cluster.refs(), facts::allCarriersOf));
            }
            var candidates = new Candidates(refs, timestamp);
            due.put(cluster, candidates);
            waiting.add(candidates);
        }

        /** Notes the limits of refs; returns whether the number of followers passed its limit. */
        private boolean note(Cluster cluster, boolean isCrowded) {
            var isPassed = false;
            for (var ref : cluster.refs()) {
                isPassed |= limitsOf(ref).isCrowded() != isCrowded;
                reached.put(
                        ref, new ReachedLimits(facts.isJunk(ref), cluster.isTooLarge(), isCrowded));
            }
            return isPassed;
        }

        private static Set<DeviceRef> closure(
                Collection<DeviceRef> start, Function<DeviceRef, List<DeviceRef>> next) {
            var found = new LinkedHashSet<DeviceRef>();
            var open = new ArrayDeque<>(start);
            while (!open.isEmpty()) {
                for (var each : next.apply(open.remove())) {
                    if (found.add(each)) {
                        open.add(each);
                    }
                }
            }
            return found;
        }

        private void compare(Candidates candidates) {
            for (var ref : candidates.refs()) {
                compare(ref, candidates.timestamp());
            }
        }

        private void compare(DeviceRef ref, long timestamp) {
            var known = changed.get(ref);
            if (known != null) {
                if (timestamp > known.timestamp()) {
                    changed.put(ref, new Settled(known.identity(), timestamp));
                }
                return;
            }
            var before = written(ref.toString());
            var now = identities.of(ref);
            if (!differs(before, now)) {
                return;
            }
            changed.put(ref, new Settled(now, timestamp));
            if (memberships.of(ref).isTruncated() || isAtLimit(before)) {
                refresh(memberships.cluster(ref), timestamp);
                refreshHolders(ref, timestamp);
            }
        }

        /** Its earlier memberships may have been left out of rosters, or may be now. */
        private boolean isAtLimit(@Nullable DeviceIdentity before) {
            return before != null && before.getIntervals().size() >= facts.limits().intervals();
        }

        private static boolean differs(@Nullable DeviceIdentity before, DeviceIdentity now) {
            return before == null
                    ? now.getIntervals().size() > 1
                            || !now.getDeviceKey().equals(now.getRef())
                            || !now.getMembers().isEmpty()
                            || !now.getConflicts().isEmpty()
                    : !content(before).equals(content(now));
        }

        /** All but epochs; copied, because lists of Avro cannot compare optional times. */
        private static List<Object> content(DeviceIdentity identity) {
            return List.of(
                    List.copyOf(identity.getIntervals()),
                    identity.getMembers().stream().map(each -> withEpoch(each, 0)).toList(),
                    List.copyOf(identity.getConflicts()));
        }

        private List<Settled> withEpochs(long lowestEpoch) {
            var epochs = new HashMap<String, Long>();
            changed.forEach((ref, _) -> {
                var before = written(ref.toString());
                epochs.put(ref.toString(), before == null ? lowestEpoch : before.getEpoch() + 1);
            });
            return changed.values().stream()
                    .map(each -> new Settled(withEpochs(each.identity(), epochs), each.timestamp()))
                    .toList();
        }

        private DeviceIdentity withEpochs(DeviceIdentity identity, Map<String, Long> epochs) {
            return new DeviceIdentity(
                    identity.getRef(),
                    identity.getDeviceKey(),
                    epochs.getOrDefault(identity.getRef(), 0L),
                    identity.getIntervals(),
                    identity.getMembers().stream()
                            .map(each -> withEpoch(each, epoch(each.getRef(), epochs)))
                            .toList(),
                    identity.getConflicts());
        }

        private long epoch(String ref, Map<String, Long> epochs) {
            var now = epochs.get(ref);
            if (now != null) {
                return now;
            }
            var known = written(ref);
            return known == null ? 0 : known.getEpoch();
        }

        private static Member withEpoch(Member member, long epoch) {
            return new Member(
                    member.getRef(),
                    member.getSince(),
                    member.getUntil(),
                    member.getSource(),
                    member.getEvidence(),
                    member.getEvidenceAt(),
                    epoch);
        }

        private @Nullable DeviceIdentity written(String ref) {
            return written.computeIfAbsent(ref, each -> Optional.ofNullable(state.identity(each)))
                    .orElse(null);
        }

        private ReachedLimits limitsOf(DeviceRef ref) {
            return facts.reached(ref);
        }

        private Map<String, ReachedLimits> changedLimits() {
            var found = new TreeMap<String, ReachedLimits>();
            reached.forEach((ref, now) -> {
                if (!now.equals(limitsOf(ref))) {
                    found.put(ref.toString(), now);
                }
            });
            return found;
        }
    }
}
