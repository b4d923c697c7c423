package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.record.CarrierTransition;
import io.telltale.streams.record.CarrierTransitions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The holders of a carrier over time: its carrier holders until the first device id, from then on
 * only device ids. Before the first transition it has none.
 *
 * @param transitions earliest first, each in another millisecond
 */
record HolderTimeline(List<Transition> transitions) {

    static final HolderTimeline NONE = new HolderTimeline(List.of());

    static HolderTimeline of(
            @Nullable CarrierTransitions stored, Function<String, DeviceRef> parse) {
        if (stored == null) {
            return NONE;
        }
        var devices = stored.getDeviceHolders();
        var until = devices.isEmpty() ? Long.MAX_VALUE : devices.getFirst().getOrderAt();
        var all = new ArrayList<Transition>();
        for (var each : stored.getCarrierHolders()) {
            if (each.getOrderAt() < until) {
                all.add(transition(each, parse));
            }
        }
        devices.forEach(each -> all.add(transition(each, parse)));
        return new HolderTimeline(all);
    }

    private static Transition transition(
            CarrierTransition stored, Function<String, DeviceRef> parse) {
        return new Transition(
                parse.apply(stored.getHolder()),
                new EventPosition(stored.getOrderAt(), stored.getEventId()));
    }

    /** All holders. */
    Set<String> holders() {
        var holders = new LinkedHashSet<String>();
        transitions.forEach(each -> holders.add(each.holder().toString()));
        return holders;
    }

    /** Holders that the carrier is with at other times, or by other events, than in the other. */
    Set<String> holdersThatDiffer(HolderTimeline other) {
        var own = stays();
        var others = other.stays();
        var differing = new LinkedHashSet<String>();
        own.stream()
                .filter(each -> !others.contains(each))
                .forEach(each -> differing.add(each.holder()));
        others.stream()
                .filter(each -> !own.contains(each))
                .forEach(each -> differing.add(each.holder()));
        return differing;
    }

    private Set<Stay> stays() {
        var stays = new HashSet<Stay>();
        for (var at = 0; at < transitions.size(); at++) {
            var each = transitions.get(at);
            var end = at + 1 < transitions.size() ? transitions.get(at + 1).at() : Long.MAX_VALUE;
            stays.add(new Stay(each.holder().toString(), each.place(), end));
        }
        return stays;
    }

    private record Stay(String holder, EventPosition place, long end) {}
}
