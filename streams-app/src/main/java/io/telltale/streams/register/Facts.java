package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads facts from the state, each at most once while a batch is settled. */
final class Facts {

    private final RegisterState state;
    private final RegisterLimits limits;
    private final Map<String, DeviceRef> parsed = new HashMap<>();
    private final Map<DeviceRef, RefSummary> summaries = new HashMap<>();
    private final Map<DeviceRef, List<Link>> links = new HashMap<>();
    private final Map<DeviceRef, List<Pair>> pairs = new HashMap<>();
    private final Map<DeviceRef, Boolean> junk = new HashMap<>();
    private final Map<DeviceRef, List<DeviceRef>> carriers = new HashMap<>();
    private final Map<DeviceRef, HolderTimeline> holders = new HashMap<>();

    Facts(RegisterState state, RegisterLimits limits) {
        this.state = state;
        this.limits = limits;
    }

    RegisterLimits limits() {
        return limits;
    }

    DeviceRef parse(String ref) {
        return parsed.computeIfAbsent(ref, DeviceRef::parse);
    }

    /** Limits that a ref was beyond when it was last settled. */
    ReachedLimits reached(DeviceRef ref) {
        return summary(ref).limits();
    }

    private RefSummary summary(DeviceRef ref) {
        return summaries.computeIfAbsent(ref, each -> state.summary(each.toString()));
    }

    /** Declared links of a ref; one more than a cluster may have where there are too many. */
    List<Link> links(DeviceRef ref) {
        return links.computeIfAbsent(ref, each -> read(each, limits.clusterEdges() + 1));
    }

    /** All declared links of a ref. */
    List<Link> allLinks(DeviceRef ref) {
        return read(ref, Integer.MAX_VALUE);
    }

    private List<Link> read(DeviceRef ref, int limit) {
        if (summary(ref).links() == 0) {
            return List.of();
        }
        return state.links(ref.toString(), limit).stream()
                .map(link ->
                        Link.of(
                                parse(link.getRefs().getFirst()),
                                parse(link.getRefs().getLast()),
                                link))
                .toList();
    }

    /** Pairs of a device id; one more than its limit where it was named with too many. */
    List<Pair> pairs(DeviceRef ref) {
        return ref.kind().isCarrier()
                ? List.of()
                : pairs.computeIfAbsent(ref, each -> readPairs(each, limits.partners() + 1));
    }

    /** All pairs of a device id. */
    List<Pair> allPairs(DeviceRef ref) {
        return ref.kind().isCarrier() ? List.of() : readPairs(ref, Integer.MAX_VALUE);
    }

    private List<Pair> readPairs(DeviceRef ref, int limit) {
        if (summary(ref).pairs() == 0) {
            return List.of();
        }
        return state.pairs(ref.toString(), limit).stream()
                .map(pair -> Pair.of(ref, parse(pair.other()), pair.place()))
                .toList();
    }

    /** Whether events named a device id with too many others, or too many of one kind. */
    boolean isJunk(DeviceRef ref) {
        return junk.computeIfAbsent(ref, this::isNamedWithTooMany);
    }

    boolean isJunk(Pair pair) {
        return isJunk(pair.one()) || isJunk(pair.other());
    }

    private boolean isNamedWithTooMany(DeviceRef ref) {
        var partners = pairs(ref);
        if (partners.size() <= Math.min(limits.values(), limits.partners())) {
            return false;
        }
        var values = new EnumMap<RefKind, Integer>(RefKind.class);
        for (var pair : partners) {
            var kind = pair.otherThan(ref).kind();
            if (Tiers.isUnique(kind)) {
                values.merge(kind, 1, Integer::sum);
            }
        }
        return partners.size() > limits.partners()
                || values.values().stream().anyMatch(count -> count > limits.values());
    }

    /** Carriers that had the ref as holder; one more than a cluster may have where too many. */
    List<DeviceRef> carriersOf(DeviceRef holder) {
        return carriers.computeIfAbsent(
                holder, each -> readCarriers(each, limits.clusterCarriers() + 1));
    }

    /** All carriers that had the ref as holder. */
    List<DeviceRef> allCarriersOf(DeviceRef holder) {
        return readCarriers(holder, Integer.MAX_VALUE);
    }

    private List<DeviceRef> readCarriers(DeviceRef holder, int limit) {
        if (summary(holder).carriers() == 0) {
            return List.of();
        }
        var found = new ArrayList<DeviceRef>();
        state.carriersOf(holder.toString(), limit).forEach(each -> found.add(parse(each)));
        return found;
    }

    HolderTimeline holders(DeviceRef carrier) {
        return carrier.kind().isCarrier()
                ? holders.computeIfAbsent(carrier, this::readHolders)
                : HolderTimeline.NONE;
    }

    private HolderTimeline readHolders(DeviceRef carrier) {
        return HolderTimeline.of(state.transitions(carrier.toString()), this::parse);
    }
}
