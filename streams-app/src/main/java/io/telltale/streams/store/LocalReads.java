package io.telltale.streams.store;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.Spell;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.fold.Counts;
import io.telltale.streams.fold.DeviceParts;
import io.telltale.streams.fold.Devices;
import io.telltale.streams.fold.SmsMessage;
import io.telltale.streams.fold.Stuck;
import io.telltale.streams.identity.Spells;
import io.telltale.streams.record.CampaignHead;
import io.telltale.streams.record.CampaignMember;
import io.telltale.streams.topology.CountCampaigns;
import io.telltale.streams.topology.RefStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final Views views;
    private final History history;
    private final Patience patience;
    private final Stuck stuck;
    private final Clock clock;

    /**
     * Reads through these.
     *
     * @param longestWait how long to wait for parts that are on their way
     * @param stuckAfter how long a device under way may be without news
     */
    public LocalReads(OpenStores stores, Duration longestWait, Duration stuckAfter, Clock clock) {
        this.stores = stores;
        this.stuck = new Stuck(stuckAfter);
        this.clock = clock;
        this.views = new Views(stores);
        this.history = new History(stores);
        this.patience = new Patience(longestWait);
    }

    @Override
    public Lookup<Device> device(DeviceRef ref, Optional<Instant> at) {
        return guarded(() -> patience.until(() -> deviceNow(ref.toString(), at)));
    }

    private Lookup<Device> deviceNow(String ref, Optional<Instant> at) {
        var read = new HashMap<String, @Nullable DeviceIdentity>();
        var asked = read.computeIfAbsent(ref, this::identity);
        var time = at.orElseGet(clock::instant);
        var spells = Spells.of(ref, asked);
        var key = Spells.at(time, spells).getDeviceKey();
        var view = views.of(key);
        if (asked == null) {
            return view == null || !holds(view, ref, null, 0)
                    ? missing()
                    : new Lookup.Found<>(alone(ref, view));
        }
        if (isAlone(asked) && asked.getConflicts().isEmpty()) {
            return aloneAgain(asked, view);
        }
        var identity = read.computeIfAbsent(key, this::identity);
        if (identity == null) {
            return new Lookup.NotReady<>("the device's refs are being brought together");
        }
        var spans = new ArrayList<RefSpan>();
        for (var member : new LinkedHashSet<>(refs(identity))) {
            var known = read.computeIfAbsent(member, this::identity);
            if (known == null) {
                return new Lookup.NotReady<>("the device's refs are being brought together");
            }
            for (var spell : known.getSpells()) {
                if (spell.getDeviceKey().equals(key)) {
                    if (view == null || !holds(view, member, spell.getFrom(), known.getEpoch())) {
                        return new Lookup.NotReady<>("a part of the device is on its way");
                    }
                    spans.add(new RefSpan(member, spell.getFrom(), spell.getTo()));
                }
            }
        }
        if (view == null) {
            return new Lookup.NotReady<>("the device is on its way");
        }
        return new Lookup.Found<>(device(view, identity, spells, spans, time));
    }

    /** Whether no other ref is, or was, with it; whether one once seemed to be says nothing. */
    private static boolean isAlone(DeviceIdentity identity) {
        return identity.getMembers().stream()
                .allMatch(member -> member.getRef().equals(identity.getRef()));
    }

    /** As if nothing had ever linked it. */
    private Lookup<Device> aloneAgain(DeviceIdentity identity, @Nullable DeviceParts view) {
        if (view == null || !holds(view, identity.getRef(), null, identity.getEpoch())) {
            return new Lookup.NotReady<>("the device is on its way");
        }
        return Devices.isNothing(view)
                ? missing()
                : new Lookup.Found<>(alone(identity.getRef(), view));
    }

    private static List<String> refs(DeviceIdentity identity) {
        return identity.getMembers().stream().map(Member::getRef).toList();
    }

    private static Device alone(String ref, DeviceParts view) {
        var spans = List.of(new RefSpan(ref, null, null));
        return new Device(Devices.described(view, List::of).build(), List.of(), List.of(), spans);
    }

    /** Its refs at the time asked for; what is told under several refs made of all their rows. */
    private Device device(
            DeviceParts view,
            DeviceIdentity identity,
            List<Spell> spells,
            List<RefSpan> spans,
            Instant time) {
        var refs = spans.stream().filter(span -> span.contains(time)).map(RefSpan::ref).toList();
        var state = Devices.described(view, () -> history.readings(spans)).setRefs(refs);
        if (Devices.partsWithSms(view) > 1) {
            state.setSms(Counts.of(history.messages(spans)));
        }
        var members = isAlone(identity) ? List.<Member>of() : identity.getMembers();
        return new Device(state.build(), members, spells, spans);
    }

    private @Nullable DeviceIdentity identity(String ref) {
        ReadOnlyKeyValueStore<String, DeviceIdentity> identities =
                stores.open(RefStores.IDENTITIES, ref);
        return identities.get(ref);
    }

    private static boolean holds(DeviceParts view, String ref, @Nullable Instant from, long epoch) {
        return view.parts().stream()
                .map(DeviceParts.Told::assigned)
                .anyMatch(part ->
                        part.getRef().equals(ref)
                                && Objects.equals(part.getFrom(), from)
                                && part.getEpoch() >= epoch);
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
            var found = views.after(after, limit + 1);
            found.sort(Comparator.comparing(DeviceSummary::deviceKey));
            return whole(Page.of(found, limit, DeviceSummary::deviceKey));
        });
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
                            var found = membersAfter(ref.toString(), filter, after, limit + 1);
                            return new Lookup.Found<>(
                                    Page.of(found, limit, standing -> standing.member().getRef()));
                        }));
    }

    private List<Standing> membersAfter(
            String campaign, MemberFilter filter, String after, int most) {
        ReadOnlyKeyValueStore<String, CampaignHead> heads =
                stores.open(CountCampaigns.HEADS, campaign);
        ReadOnlyKeyValueStore<PairKey, CampaignMember> members =
                stores.open(CountCampaigns.MEMBERS, campaign);
        var head = heads.get(campaign);
        var now = clock.instant();
        var found = new ArrayList<Standing>();
        try (var all = members.range(new PairKey(campaign, after), PairKey.last(campaign))) {
            while (all.hasNext() && found.size() < most) {
                var next = all.next();
                var reason = stuck.reason(next.value, head, now);
                if (!next.key.member().equals(after) && filter.wants(next.value, reason)) {
                    found.add(new Standing(next.value, keyOf(next.value.getRef(), now), reason));
                }
            }
        }
        return found;
    }

    private String keyOf(String ref, Instant time) {
        return Spells.at(time, Spells.of(ref, identity(ref))).getDeviceKey();
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
