package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.record.CarrierTransition;
import io.telltale.streams.record.CarrierTransitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Derives the transitions of a carrier from its remembered places. */
public final class CarrierHistory {

    /** Most transitions that are kept of each list. */
    static final int MOST_TRANSITIONS = 64;

    private CarrierHistory() {}

    /**
     * The transitions of a carrier to device ids, and apart from them those to other carriers. Of
     * several places in one millisecond only the last counts.
     *
     * @param remembered all remembered places of the carrier, in any order
     */
    public static CarrierTransitions of(Collection<RememberedHolder> remembered) {
        var toDevices = new ArrayList<RememberedHolder>();
        var toCarriers = new ArrayList<RememberedHolder>();
        for (var each : remembered) {
            var isCarrier = DeviceRef.parse(each.holder()).kind().isCarrier();
            (isCarrier ? toCarriers : toDevices).add(each);
        }
        return new CarrierTransitions(transitions(toDevices), transitions(toCarriers));
    }

    private static List<CarrierTransition> transitions(List<RememberedHolder> places) {
        places.sort(RememberedHolder.ORDER);
        var transitions = new ArrayList<CarrierTransition>();
        for (var at = 0; at < places.size(); at++) {
            var each = places.get(at);
            var isLastOfMillisecond =
                    at + 1 == places.size()
                            || places.get(at + 1).place().orderAt() != each.place().orderAt();
            if (isLastOfMillisecond && !isWith(each.holder(), transitions)) {
                var place = each.place();
                transitions.add(
                        new CarrierTransition(each.holder(), place.orderAt(), place.eventId()));
            }
        }
        var dropped = Math.max(0, transitions.size() - MOST_TRANSITIONS);
        return List.copyOf(transitions.subList(dropped, transitions.size()));
    }

    private static boolean isWith(String holder, List<CarrierTransition> transitions) {
        return !transitions.isEmpty() && transitions.getLast().getHolder().equals(holder);
    }
}
