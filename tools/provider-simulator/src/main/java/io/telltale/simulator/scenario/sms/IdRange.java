package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.DeviceId;
import java.util.OptionalInt;

/**
 * Ids of one kind that follow from a device's place.
 *
 * @param prefix before the number
 * @param digits of the number, with leading zeros
 * @param first number of the device at place 0
 */
public record IdRange(String kind, String prefix, int digits, long first) {

    public DeviceId id(int place) {
        return new DeviceId(prefix + ("%0" + digits + "d").formatted(first + place), kind);
    }

    /** The place that an id belongs to; empty when it is not of this range. */
    OptionalInt place(DeviceId id) {
        var text = id.id();
        if (text.length() != prefix.length() + digits
                || !text.startsWith(prefix)
                || !DeviceId.isDigits(text)) {
            return OptionalInt.empty();
        }
        var place = Long.parseLong(text.substring(prefix.length())) - first;
        return place >= 0 && place <= Integer.MAX_VALUE && id(Math.toIntExact(place)).names(id)
                ? OptionalInt.of(Math.toIntExact(place))
                : OptionalInt.empty();
    }
}
