package io.telltale.benchmarks.mix;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Push campaigns of Xtremepush, one after the other, to 10,000 random devices each: pages of 500
 * rows, each naming push number and profile; three in a hundred failed.
 */
final class PushCampaignSource implements PolledSource {

    private static final int PAGE = 500;
    private static final int PAGES = 20;
    private static final int FAILED_OF_100 = 3;
    private static final EventIds IDS =
            new EventIds(Provider.XTREMEPUSH, BenchmarkFleet.PROJECT, Channel.POLL);

    private final BenchmarkFleet fleet;
    private final SplittableRandom random;
    private final DeviceDraws devices;
    private final OccurrenceTimes times;
    private int pages;
    private long rows;

    PushCampaignSource(MixSettings settings, SplittableRandom random) {
        this.fleet = settings.fleet();
        this.random = random;
        this.devices = new DeviceDraws(settings, random.split());
        this.times = new OccurrenceTimes(random.split());
    }

    @Override
    public Batch next(Instant now) {
        var campaign = 300_000 + pages++ / PAGES;
        var events = new ArrayList<Event>(PAGE);
        for (int row = 0; row < PAGE; row++) {
            events.add(
                    event(
                            refs(fleet, devices.next()),
                            Integer.toString(campaign),
                            random.nextInt(100) < FAILED_OF_100,
                            1_000_000_000L + rows++,
                            times.before(now),
                            now));
        }
        return Batch.of(
                events,
                SourceHealthSource.well(
                        Provider.XTREMEPUSH,
                        BenchmarkFleet.PROJECT,
                        PollKind.XTREMEPUSH_PUSH_DEVICES,
                        "all",
                        now));
    }

    static List<String> refs(BenchmarkFleet fleet, int device) {
        return List.of(fleet.push(device), fleet.profile(device));
    }

    static Event event(
            List<String> refs, String campaign, boolean failed, long row, Instant at, Instant now) {
        var action = "9" + campaign;
        var error = failed ? "Not personalized" : null;
        var id =
                IDS.pushAction(
                        BenchmarkFleet.PROJECT,
                        campaign,
                        action,
                        DeviceRef.parse(refs.getFirst()),
                        at,
                        failed,
                        error,
                        Long.toString(row));
        return new Event.PushAction(
                PushActionEvent.newBuilder()
                        .setEventId(id)
                        .setProvider(Provider.XTREMEPUSH)
                        .setAccount(BenchmarkFleet.PROJECT)
                        .setDevices(refs)
                        .setOccurredAt(at)
                        .setObservedAt(now)
                        .setChannel(Channel.POLL)
                        .setProject(BenchmarkFleet.PROJECT)
                        .setCampaignId(campaign)
                        .setActionId(action)
                        .setFailed(failed)
                        .setErrorMessage(error)
                        .build());
    }
}
