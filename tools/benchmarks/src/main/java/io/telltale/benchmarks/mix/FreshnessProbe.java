package io.telltale.benchmarks.mix;

import io.telltale.schemas.event.Event;
import java.time.Instant;
import java.util.List;

/**
 * An event by which it is seen when answers show it: a message of now, with a text that no other
 * has, from a SIM that no event has named before.
 *
 * @param imei ref that leads its device
 * @param iccid ref of the new SIM
 * @param at when it was sent
 */
public record FreshnessProbe(String imei, String iccid, Instant at, Event event) {

    /** No device shares it with another of the same second. */
    private static final int STEP = 7_919;

    private static final int FIRST_NEW_SIM = 20_000_000;

    /**
     * A probe.
     *
     * @param number another for each
     * @param at now, in whole seconds
     */
    public static FreshnessProbe of(BenchmarkFleet fleet, int number, Instant at) {
        var device = (int) ((long) number * STEP % fleet.devices());
        var imei = fleet.imei(device);
        var iccid = fleet.iccid(FIRST_NEW_SIM + number);
        var event =
                SmsHistorySource.fromDevice(
                        List.of(imei, iccid), at, "probe " + number, "probe", Instant.now());
        return new FreshnessProbe(imei, iccid, at, event);
    }

    /**
     * What the state of its device has in it once this is its latest message, as JSON; answers give
     * times in milliseconds.
     */
    public String latest() {
        var second = at.toString().replace("Z", "");
        return "\"lastAt\":\"%s.000Z\"".formatted(second);
    }
}
