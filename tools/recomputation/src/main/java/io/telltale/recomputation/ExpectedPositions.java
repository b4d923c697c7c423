package io.telltale.recomputation;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What identity keeps of events: the earliest place of each pair of device ids, and when each
 * carrier came to which holder. Nothing else of an event counts.
 */
final class ExpectedPositions {

    /** Of each list of a carrier, the last ones. */
    private static final int MOST_TRANSITIONS = 64;

    /** Carriers, the nearest to the device first. */
    static final List<RefKind> TIERS = List.of(RefKind.ICCID, RefKind.IMSI, RefKind.MSISDN);

    private final Map<List<DeviceRef>, ExpectedPosition> pairs =
            new TreeMap<>(
                    Comparator.<List<DeviceRef>, DeviceRef>comparing(List::getFirst)
                            .thenComparing(List::getLast));
    private final Map<CarrierDay, ExpectedPosition> carriers = new HashMap<>();

    ExpectedPositions(Collection<? extends EventRow> rows) {
        rows.forEach(this::observe);
    }

    /**
     * Two device ids that events name together.
     *
     * @param one the first of both in kind order
     * @param place the earliest
     */
    record IdPair(DeviceRef one, DeviceRef other, ExpectedPosition place) {

        boolean names(DeviceRef ref) {
            return one.equals(ref) || other.equals(ref);
        }

        DeviceRef otherThan(DeviceRef ref) {
            return one.equals(ref) ? other : one;
        }
    }

    /** From its place on the carrier is with the holder. */
    record Transition(DeviceRef carrier, DeviceRef holder, ExpectedPosition place) {}

    private record CarrierDay(DeviceRef carrier, DeviceRef holder, LocalDate day) {}

    private void observe(EventRow row) {
        var named =
                DeviceRef.sorted(row.refs().stream().map(DeviceRef::parse).toList()).stream()
                        .filter(ref -> !isPlaceholder(ref))
                        .toList();
        var deviceId = named.stream().filter(ref -> !ref.kind().isCarrier()).findFirst();
        for (var ref : named) {
            if (ref.kind().isCarrier()) {
                deviceId.or(() -> carrierAbove(ref, named))
                        .ifPresent(holder -> observeCarrier(ref, holder, row.place()));
            } else if (!ref.equals(deviceId.orElseThrow())) {
                pairs.merge(
                        DeviceRef.sorted(List.of(ref, deviceId.orElseThrow())),
                        row.place(),
                        ExpectedPositions::earlier);
            }
        }
    }

    private void observeCarrier(DeviceRef carrier, DeviceRef holder, ExpectedPosition place) {
        var day = LocalDate.ofInstant(place.at(), ZoneOffset.UTC);
        carriers.merge(new CarrierDay(carrier, holder, day), place, ExpectedPositions::earlier);
    }

    /** The only carrier that is named of the nearest tier above in which there is one only. */
    private static Optional<DeviceRef> carrierAbove(DeviceRef carrier, List<DeviceRef> named) {
        for (var tier = TIERS.indexOf(carrier.kind()) - 1; tier >= 0; tier--) {
            var kind = TIERS.get(tier);
            var there = named.stream().filter(ref -> ref.kind() == kind).toList();
            if (there.size() == 1) {
                return Optional.of(there.getFirst());
            }
        }
        return Optional.empty();
    }

    private static ExpectedPosition earlier(ExpectedPosition one, ExpectedPosition other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Its value is one digit, repeated. */
    private static boolean isPlaceholder(DeviceRef ref) {
        return switch (ref.kind()) {
            case GRAPH, XTREMEPUSH, XTREMEPUSH_PROFILE -> false;
            default -> ref.value().chars().distinct().count() == 1;
        };
    }

    /** Earliest first, those of one event in kind order. */
    List<IdPair> pairs() {
        return pairs.entrySet().stream()
                .map(entry ->
                        new IdPair(
                                entry.getKey().getFirst(),
                                entry.getKey().getLast(),
                                entry.getValue()))
                .sorted(
                        Comparator.comparing(IdPair::place)
                                .thenComparing(IdPair::one)
                                .thenComparing(IdPair::other))
                .toList();
    }

    /**
     * Where carriers went, those of one carrier in order.
     *
     * @param heldByCarriers whether holders are carriers; else device ids
     */
    List<Transition> transitions(boolean heldByCarriers) {
        Map<DeviceRef, List<Transition>> places = new TreeMap<>();
        carriers.forEach((key, place) -> {
            if (key.holder().kind().isCarrier() == heldByCarriers) {
                places.computeIfAbsent(key.carrier(), _ -> new ArrayList<>())
                        .add(new Transition(key.carrier(), key.holder(), place));
            }
        });
        return places.values().stream().flatMap(ofOne -> transitionsOf(ofOne).stream()).toList();
    }

    private static List<Transition> transitionsOf(List<Transition> places) {
        var transitions = new ArrayList<Transition>();
        var sorted = places.stream().sorted(Comparator.comparing(Transition::place)).toList();
        for (var index = 0; index < sorted.size(); index++) {
            var place = sorted.get(index);
            var isLastOfItsMillisecond =
                    index == sorted.size() - 1
                            || !sorted.get(index + 1).place().at().equals(place.place().at());
            if (isLastOfItsMillisecond
                    && (transitions.isEmpty()
                            || !transitions.getLast().holder().equals(place.holder()))) {
                transitions.add(place);
            }
        }
        return transitions.subList(
                Math.max(0, transitions.size() - MOST_TRANSITIONS), transitions.size());
    }
}
