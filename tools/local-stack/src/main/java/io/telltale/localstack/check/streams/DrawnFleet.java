package io.telltale.localstack.check.streams;

import io.telltale.schemas.ref.DeviceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Devices that are no provider's: the check publishes their events itself, because no simulated
 * provider sends such hard ones. The same in every run.
 */
final class DrawnFleet {

    /** All have SIMs that move, but the last third. */
    static final int DEVICES = 60;

    static final int MOVING = 40;

    private DrawnFleet() {}

    /** The refs of each device as it is born, in kind order. */
    static List<List<String>> devices() {
        return IntStream.range(0, DEVICES).mapToObj(DrawnFleet::device).toList();
    }

    private static List<String> device(int number) {
        var refs = new ArrayList<String>(List.of(imei(number)));
        switch (number % 4) {
            case 0 -> refs.add("meid:A10000%08X".formatted(0xB000 + number));
            case 1 -> refs.add("esn:009%08d".formatted(70_000 + number));
            case 2 -> refs.add("graph:drawn-" + number);
            default -> refs.add("xtremepush:drawn:" + (500_000 + number));
        }
        refs.addAll(sim(number));
        return refs.stream().map(ref -> DeviceRef.parse(ref).toString()).toList();
    }

    /** With a right check digit, so that it has several spellings. */
    static String imei(int number) {
        return "imei:" + OddSpelling.withCheckDigit("35980000%06d".formatted(100_000 + number));
    }

    /** ICCID, IMSI and number of the SIM with which a device is born. */
    static List<String> sim(int number) {
        return List.of(
                "iccid:8999000%012d".formatted(1_000 + number),
                "imsi:99970%010d".formatted(2_000 + number),
                "msisdn:1702%07d".formatted(3_000 + number));
    }
}
