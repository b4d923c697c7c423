package io.telltale.benchmarks.mix;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How every device becomes known, once: messages from before all others name IMEI and ESN, and IMEI
 * and SIM; its push number and its Graph id are seen; that some of them belong to the IMEI is
 * declared. What comes later names no new ref.
 */
public final class IntroductionSource {

    private static final int DEVICES_AT_ONCE = 1_000;
    private static final String CAMPAIGN = "299999";

    private final BenchmarkFleet fleet;
    private final Instant at;

    /**
     * An introduction.
     *
     * @param at when it is seen; the messages are older than any history of later
     */
    public IntroductionSource(BenchmarkFleet fleet, Instant at) {
        this.fleet = fleet;
        this.at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Publishes all of it. */
    public void publish(Consumer<Batch> publish) {
        for (int from = 0; from < fleet.devices(); from += DEVICES_AT_ONCE) {
            publish.accept(of(from, Math.min(from + DEVICES_AT_ONCE, fleet.devices())));
        }
    }

    private Batch of(int from, int until) {
        var events = new ArrayList<Event>();
        var links = new ArrayList<DeviceLink>();
        for (int device = from; device < until; device++) {
            events.addAll(seen(device));
            links.addAll(declared(device));
        }
        return new Batch(events, List.of(), List.of(), links);
    }

    private List<Event> seen(int device) {
        var longAgo = at.minus(SmsHistorySource.SPAN).minus(SmsHistorySource.SPAN);
        var imei = fleet.imei(device);
        var events = new ArrayList<Event>();
        for (var others :
                List.of(
                        List.of(fleet.esn(device)),
                        List.of(fleet.iccid(device), fleet.msisdn(device)))) {
            var refs = new ArrayList<>(List.of(imei));
            refs.addAll(others);
            events.add(SmsHistorySource.fromDevice(refs, longAgo, "hello", "first", at));
        }
        events.add(
                PushCampaignSource.event(
                        PushCampaignSource.refs(fleet, device), CAMPAIGN, false, device, at, at));
        if (fleet.hasGraph(device)) {
            var command = "0157%032d".formatted(device);
            events.add(CommandSource.event(fleet.graph(device), command, 1, "completed", at));
        }
        return events;
    }

    private List<DeviceLink> declared(int device) {
        var links = new ArrayList<DeviceLink>();
        if (fleet.hasDeclaredPush(device)) {
            links.add(link(fleet.imei(device), fleet.push(device)));
        }
        if (fleet.hasGraph(device)) {
            links.add(link(fleet.imei(device), fleet.graph(device)));
        }
        return links;
    }

    private DeviceLink link(String one, String other) {
        return DeviceLink.newBuilder()
                .setRefs(List.of(one, other))
                .setState(LinkState.DECLARED)
                .setBy("benchmark")
                .setDeclaredAt(at)
                .build();
    }
}
