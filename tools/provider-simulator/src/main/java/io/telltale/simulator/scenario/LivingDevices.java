package io.telltale.simulator.scenario;

import java.util.List;
import java.util.OptionalInt;

/**
 * The ids of living devices, which follow from their place: nothing is kept of any of them.
 *
 * @param count how many there are
 */
record LivingDevices(int count) {

    static final long FIRST_IMEI = 860_000_010_000_001L;
    private static final long FIRST_MDN = 6_170_000_000L;

    /** The ids of one device; the first is the one it is best known by. */
    List<DeviceId> ids(int place) {
        return List.of(iccid(place), imei(place), mdn(place));
    }

    DeviceId iccid(int place) {
        return new DeviceId("89148000%012d".formatted(place), "iccid");
    }

    DeviceId imei(int place) {
        return new DeviceId(Long.toString(FIRST_IMEI + place), "imei");
    }

    DeviceId mdn(int place) {
        return new DeviceId(Long.toString(FIRST_MDN + place), "mdn");
    }

    /** The place of the device that has an id. */
    OptionalInt place(DeviceId device) {
        var digits = device.id();
        if (digits.length() > 20 || !digits.chars().allMatch(each -> each >= '0' && each <= '9')) {
            return OptionalInt.empty();
        }
        for (var number : candidates(digits)) {
            if (number >= 0 && number < count) {
                var place = Math.toIntExact(number);
                if (ids(place).stream().anyMatch(device::names)) {
                    return OptionalInt.of(place);
                }
            }
        }
        return OptionalInt.empty();
    }

    private static List<Long> candidates(String digits) {
        if (digits.length() > 15) {
            return List.of(Long.parseLong(digits.substring(digits.length() - 10)));
        }
        var number = digits.isEmpty() ? -1 : Long.parseLong(digits);
        return List.of(number - FIRST_IMEI, number - FIRST_MDN);
    }
}
