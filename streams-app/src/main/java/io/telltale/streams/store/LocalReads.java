package io.telltale.streams.store;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Spell;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.fold.Devices;
import io.telltale.streams.fold.SmsMessage;
import io.telltale.streams.record.CampaignHead;
import io.telltale.streams.record.CampaignMember;
import io.telltale.streams.record.DeviceParts;
import io.telltale.streams.topology.CountCampaigns;
import io.telltale.streams.topology.GatherDevices;
import io.telltale.streams.topology.ReadIdentities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the stores of this instance.
 *
 * <p>A missing key is unknown only when the lag of the input is known and zero: right after a start
 * an empty store is no proof of anything. Until then the answer is "not ready".
 */
public final class LocalReads implements Reads {

    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::orderAt).reversed().thenComparing(Place::eventId);

    private final OpenStores stores;
    private final History history;
    private final Patience patience;

    /** Reads through these, waiting as long as told for parts that are on their way. */
    public LocalReads(OpenStores stores, Duration longestWait) {
        this.stores = stores;
        this.history = new History(stores);
        this.patience = new Patience(longestWait);
    }

    @Override
    public Lookup<Device> device(DeviceRef ref, Optional<Instant> at) {
        return guarded(() -> patience.until(() -> deviceNow(ref.toString())));
    }

    private Lookup<Device> deviceNow(String ref) {
        var identity = identity(ref);
        var key = identity == null ? ref : identity.getDeviceKey();
        var view = viewOf(key);
        if (identity == null) {
            return view == null || !holds(view, ref, 0)
                    ? missing()
                    : new Lookup.Found<>(device(Devices.state(view), List.of(), List.of()));
        }
        for (var member : identity.getMembers()) {
            var known = identity(member.getRef());
            if (known == null || !known.getDeviceKey().equals(key)) {
                return new Lookup.NotReady<>("the device's refs are being brought together");
            }
            if (view == null || !holds(view, member.getRef(), known.getEpoch())) {
                return new Lookup.NotReady<>("a part of the device is on its way");
            }
        }
        return view == null
                ? new Lookup.NotReady<>("the device is on its way")
                : new Lookup.Found<>(
                        device(
                                Devices.state(view),
                                identity.getMembers(),
                                identity.getSpells()));
    }

    private static Device device(DeviceState state, List<Member> members, List<Spell> spells) {
        var spans = state.getRefs().stream().map(ref -> new RefSpan(ref, null, null)).toList();
        return new Device(state, members, spells, spans);
    }

    private @Nullable DeviceIdentity identity(String ref) {
        ReadOnlyKeyValueStore<String, DeviceIdentity> identities =
                stores.open(ReadIdentities.STORE, ref);
        return identities.get(ref);
    }

    private @Nullable DeviceParts viewOf(String key) {
        ReadOnlyKeyValueStore<String, DeviceParts> devices = stores.open(GatherDevices.STORE, key);
        return devices.get(key);
    }

    private static boolean holds(DeviceParts view, String ref, long epoch) {
        return view.getParts().stream()
                .anyMatch(part -> part.getRef().equals(ref) && part.getEpoch() >= epoch);
    }

    @Override
    public Lookup<Page<SmsMessage, Place>> sms(Device device, Piece wanted) {
        return guarded(() -> new Lookup.Found<>(history.sms(device, wanted)));
    }

    @Override
    public Lookup<Page<PushActionEvent, Place>> pushActions(Device device, Piece wanted) {
        return guarded(() -> new Lookup.Found<>(history.pushActions(device, wanted)));
    }

    @Override
    public Lookup<Page<TimelineEntry, Place>> timeline(
            Device device, Set<TimelineFamily> families, Piece wanted) {
        return guarded(() -> new Lookup.Found<>(history.timeline(device, families, wanted)));
    }

    @Override
    public Lookup<Page<DeviceSummary, String>> devices(String after, int limit) {
        return guarded(() -> {
            var found = new ArrayList<DeviceSummary>();
            for (var partition = 0; partition < stores.partitions(); partition++) {
                found.addAll(devicesAfter(partition, after, limit + 1));
            }
            found.sort(Comparator.comparing(DeviceSummary::deviceKey));
            return whole(Page.of(found, limit, DeviceSummary::deviceKey));
        });
    }

    private List<DeviceSummary> devicesAfter(int partition, String after, int most) {
        ReadOnlyKeyValueStore<String, DeviceParts> devices =
                stores.open(GatherDevices.STORE, partition);
        var found = new ArrayList<DeviceSummary>();
        try (var all = devices.range(after, null)) {
            while (all.hasNext() && found.size() < most) {
                var next = all.next();
                if (!next.key.equals(after)) {
                    var state = Devices.state(next.value);
                    found.add(
                            new DeviceSummary(
                                    next.key, state.getRefs(), state.getLastObservedAt()));
                }
            }
        }
        return found;
    }

    /** A list of what is there says that nothing else is, so it needs a graph that is caught up. */
    private <T> Lookup<T> whole(T list) {
        return stores.position().isCaughtUp() ? new Lookup.Found<>(list) : missing();
    }

    @Override
    public Lookup<Page<CampaignProgress, Place>> campaigns(Optional<Place> before, int limit) {
        return guarded(() -> {
            var found = new ArrayList<CampaignProgress>();
            for (var partition = 0; partition < stores.partitions(); partition++) {
                ReadOnlyKeyValueStore<String, CampaignProgress> progress =
                        stores.open(CountCampaigns.PROGRESS, partition);
                try (var all = progress.all()) {
                    all.forEachRemaining(entry -> found.add(entry.value));
                }
            }
            var newest =
                    found.stream()
                            .filter(campaign ->
                                    before.map(place ->
                                                    NEWEST_FIRST.compare(placeOf(campaign), place)
                                                            > 0)
                                            .orElse(true))
                            .sorted(Comparator.comparing(LocalReads::placeOf, NEWEST_FIRST))
                            .limit(limit + 1L)
                            .toList();
            return whole(Page.of(newest, limit, LocalReads::placeOf));
        });
    }

    private static Place placeOf(CampaignProgress campaign) {
        var seen = campaign.getFirstObservedAt();
        return new Place(seen == null ? Instant.EPOCH : seen, campaign.getCampaignRef());
    }

    @Override
    public Lookup<CampaignProgress> campaign(CampaignRef ref) {
        var key = ref.toString();
        return guarded(() -> {
            ReadOnlyKeyValueStore<String, CampaignProgress> progress =
                    stores.open(CountCampaigns.PROGRESS, key);
            var found = progress.get(key);
            if (found != null) {
                return new Lookup.Found<>(found);
            }
            ReadOnlyKeyValueStore<String, CampaignHead> heads =
                    stores.open(CountCampaigns.HEADS, key);
            return heads.get(key) == null
                    ? missing()
                    : new Lookup.NotReady<>("the campaign is being counted for the first time");
        });
    }

    @Override
    public Lookup<Page<Standing, String>> members(
            CampaignRef ref, MemberFilter filter, String after, int limit) {
        return campaign(ref)
                .then(_ ->
                        guarded(() -> {
                            var found =
                                    membersAfter(
                                                    ref.toString(), filter, after, limit + 1)
                                            .stream()
                                            .map(member ->
                                                    new Standing(
                                                            member,
                                                            keyOf(member.getRef()),
                                                            Optional.empty()))
                                            .toList();
                            return new Lookup.Found<>(
                                    Page.of(found, limit, standing -> standing.member().getRef()));
                        }));
    }

    private List<CampaignMember> membersAfter(
            String campaign, MemberFilter filter, String after, int most) {
        ReadOnlyKeyValueStore<PairKey, CampaignMember> members =
                stores.open(CountCampaigns.MEMBERS, campaign);
        var found = new ArrayList<CampaignMember>();
        try (var all = members.range(new PairKey(campaign, after), PairKey.last(campaign))) {
            while (all.hasNext() && found.size() < most) {
                var next = all.next();
                if (!next.key.member().equals(after) && isWanted(next.value, filter.outcome())) {
                    found.add(next.value);
                }
            }
        }
        return found;
    }

    private static boolean isWanted(CampaignMember member, Optional<Outcome> outcome) {
        return outcome.map(wanted -> member.getOutcome() == wanted)
                .orElse(member.getOutcome() != Outcome.REMOVED);
    }

    private String keyOf(String ref) {
        var identity = identity(ref);
        return identity == null ? ref : identity.getDeviceKey();
    }

    @Override
    public Position position() {
        return stores.position();
    }

    private <T> Lookup<T> missing() {
        return stores.position().isCaughtUp()
                ? new Lookup.Unknown<>()
                : new Lookup.NotReady<>("what came in before is still being read");
    }

    private static <T> Lookup<T> guarded(Supplier<Lookup<T>> read) {
        try {
            return read.get();
        } catch (InvalidStateStoreException e) {
            return new Lookup.NotReady<>("the stores are opening or moving");
        }
    }
}
