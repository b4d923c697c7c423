package io.telltale.benchmarks.mix;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.event.OutcomeTable;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Software upgrades of ThingSpace: four campaigns at a time, of 10,000 devices each (or the whole
 * fleet, if smaller), read again and again in pages of 1,000 devices by ascending IMEI. Only what
 * changed is published, as the poller does: every device in the first scan, then two more statuses
 * of each at scans of its own, so a later page has some hundred devices. One in twelve fails. Every
 * second campaign is one of API v2, whose statuses carry no time and count by scan. A status names
 * IMEI and ICCID, that of every second device its MSISDN too.
 */
final class UpgradeCampaignSource implements PolledSource {

    static final String ACCOUNT = "0000123456-00001";

    private static final int OPEN = 4;
    private static final int DEVICES = 10_000;
    private static final int PAGE = 1_000;
    private static final int SPREAD = 8;
    private static final int FAILING_ONE_OF = 12;
    private static final EventIds IDS = new EventIds(Provider.THINGSPACE, ACCOUNT, Channel.POLL);

    private final long seed;
    private final BenchmarkFleet fleet;
    private final SimMoves moves;
    private final OccurrenceTimes times;
    private final List<Scan> open = new ArrayList<>();
    private int begun;
    private int turn;

    UpgradeCampaignSource(MixSettings settings, SplittableRandom random) {
        this.seed = settings.seed();
        this.fleet = settings.fleet();
        this.moves = settings.simMoves();
        this.times = new OccurrenceTimes(random);
    }

    /**
     * Where a campaign is.
     *
     * @param campaign its number, from 0
     * @param scan the scan under way, from 1
     * @param page the next page of it, from 0
     */
    private record Scan(int campaign, int scan, int page) {}

    /** A status of ThingSpace's, with its reason. */
    private record ProviderStatus(String status, String reason) {}

    /** Pages on which nothing changed publish nothing and are passed over. */
    @Override
    public Batch next(Instant now) {
        var batch = page(now);
        while (batch.events().isEmpty()) {
            batch = page(now);
        }
        return batch;
    }

    private Batch page(Instant now) {
        if (open.size() < OPEN) {
            open.add(new Scan(begun++, 1, 0));
        }
        var place = turn++ % open.size();
        var scan = open.get(place);
        var events = changed(scan, now);
        var ref = ref(scan.campaign()).toString();
        var health =
                SourceHealthSource.well(
                        Provider.THINGSPACE, ACCOUNT, PollKind.THINGSPACE_CAMPAIGN, ref, now);
        var isLast = (scan.page() + 1) * PAGE >= size();
        var after =
                isLast
                        ? new Scan(scan.campaign(), scan.scan() + 1, 0)
                        : new Scan(scan.campaign(), scan.scan(), scan.page() + 1);
        open.set(place, after.scan() > lastScan() ? new Scan(begun++, 1, 0) : after);
        var isFirst = scan.scan() == 1 && scan.page() == 0;
        return new Batch(
                events,
                isLast
                        ? List.of(SourceHealthSource.scanned(health, scan.scan(), size(), now))
                        : List.of(),
                isFirst ? List.of(info(scan.campaign(), now)) : List.of(),
                List.of());
    }

    private int size() {
        return Math.min(DEVICES, fleet.devices());
    }

    private static int lastScan() {
        return 2 * SPREAD + 1;
    }

    private List<Event> changed(Scan scan, Instant now) {
        var first = (int) ((long) scan.campaign() * size() % (fleet.devices() - size() + 1));
        var from = first + scan.page() * PAGE;
        var until = Math.min(from + PAGE, first + size());
        var events = new ArrayList<Event>();
        for (int device = from; device < until; device++) {
            var draw = PlaceRandom.mixed(seed ^ ((long) scan.campaign() << 32 | device));
            var second = 2 + (int) Long.remainderUnsigned(draw, SPREAD);
            var third = second + 1 + (int) Long.remainderUnsigned(draw >>> 8, SPREAD);
            if (scan.scan() == 1) {
                events.add(
                        event(
                                scan,
                                device,
                                new ProviderStatus("UpgradePending", "Scheduled"),
                                now));
            } else if (scan.scan() == second) {
                events.add(
                        event(
                                scan,
                                device,
                                new ProviderStatus(
                                        "ReceivedDeviceDataFromNetwork", "DownloadStarted"),
                                now));
            } else if (scan.scan() == third) {
                events.add(event(scan, device, end(draw >>> 16), now));
            }
        }
        return events;
    }

    private static ProviderStatus end(long draw) {
        return Long.remainderUnsigned(draw, FAILING_ONE_OF) == 0
                ? new ProviderStatus("UpgradeFailed", "RovaClientDownloadFailed")
                : new ProviderStatus("UpgradeSuccess", "DownloadInstallSucceeded");
    }

    private Event event(Scan scan, int device, ProviderStatus status, Instant now) {
        var ref = DeviceRef.parse(fleet.imei(device));
        var id = id(scan.campaign());
        var isTimed = scan.campaign() % 2 == 1;
        var at = isTimed ? times.before(now) : now;
        var sim = moves.simOf(device, at);
        var refs = List.of(ref.toString(), fleet.iccid(sim), fleet.msisdn(sim));
        var kind = TaskKind.SOFTWARE_UPGRADE;
        var number = (long) scan.scan();
        var eventId =
                isTimed
                        ? IDS.statusAt(kind, id, ref, status.status(), status.reason(), at)
                        : IDS.statusReading(
                                kind, id, ref, status.status(), status.reason(), number);
        return new Event.Status(
                DeviceStatusEvent.newBuilder()
                        .setEventId(eventId)
                        .setProvider(Provider.THINGSPACE)
                        .setAccount(ACCOUNT)
                        .setDevices(device % 2 == 0 ? refs : refs.subList(0, 2))
                        .setOccurredAt(isTimed ? at : null)
                        .setObservedAt(now)
                        .setChannel(Channel.POLL)
                        .setTaskKind(kind)
                        .setTaskId(id)
                        .setReading(isTimed ? 0 : number)
                        .setProviderStatus(status.status())
                        .setOutcome(OutcomeTable.ofThingSpace(status.status(), status.reason()))
                        .setReason(status.reason())
                        .build());
    }

    private String id(int campaign) {
        return new UUID(PlaceRandom.mixed(seed + campaign), PlaceRandom.mixed(seed - campaign))
                .toString();
    }

    private CampaignRef ref(int campaign) {
        return new CampaignRef(ACCOUNT, id(campaign));
    }

    private Campaign info(int campaign, Instant now) {
        return Campaign.newBuilder()
                .setCampaignRef(ref(campaign).toString())
                .setKind(TaskKind.SOFTWARE_UPGRADE)
                .setProvider(Provider.THINGSPACE)
                .setAccount(ACCOUNT)
                .setCampaignId(id(campaign))
                .setName("Upgrade " + campaign)
                .setProviderStatus("CampaignStarted")
                .setObservedAt(now)
                .build();
    }
}
