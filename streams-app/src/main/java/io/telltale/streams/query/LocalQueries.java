package io.telltale.streams.query;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.record.ValidityInterval;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberFilter;
import io.telltale.streams.campaign.StuckRule;
import io.telltale.streams.device.DeviceReader;
import io.telltale.streams.device.DeviceView;
import io.telltale.streams.device.ListedDevice;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.ref.RefIdentities;
import io.telltale.streams.sms.SmsMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Queries of the stores of this instance.
 *
 * <p>Lists and known keys are answered at any rate of input, as they are now. A missing key is
 * unknown only where the copy has caught up since it was opened and is fresh: right after a start
 * an empty store proves nothing.
 */
public final class LocalQueries implements DeviceQueries {

    private final StorePartitions stores;
    private final DeviceHistory history;
    private final CampaignQueries campaigns;
    private final AwaitReady ready;
    private final Clock clock;

    /**
     * Queries of these stores.
     *
     * @param longestWait how long to wait for parts that are on their way
     * @param stuckAfter how long a device under way may be without a reading
     */
    public LocalQueries(
            StorePartitions stores, Duration longestWait, Duration stuckAfter, Clock clock) {
        this.stores = stores;
        this.clock = clock;
        this.history = new DeviceHistory(stores);
        this.campaigns = new CampaignQueries(stores, new StuckRule(stuckAfter), clock);
        this.ready = new AwaitReady(longestWait);
    }

    @Override
    public Lookup<Device> device(DeviceRef ref, Optional<Instant> at) {
        return guarded(() -> ready.until(() -> deviceNow(ref.toString(), at)));
    }

    private Lookup<Device> deviceNow(String ref, Optional<Instant> at) {
        var identity = identity(ref);
        var time = at.orElseGet(clock::instant);
        var interval = identity == null ? null : intervalAt(identity, time);
        var key = interval == null ? ref : interval.getDeviceKey();
        var view = view(key);
        if (view.isEmpty()) {
            return identity == null && !hasRows(ref) ? missing() : onItsWay();
        }
        if (identity != null
                && interval != null
                && !view.get().holds(ref, interval, identity.getEpoch())) {
            return onItsWay();
        }
        if (!view.get().isWhole()) {
            return onItsWay();
        }
        return view.get().isDevice()
                ? new Lookup.Found<>(device(view.get(), identity, time))
                : missing();
    }

    /** Whether rows were filed under the ref; its part may still wait to be sent. */
    private boolean hasRows(String ref) {
        ReadOnlyKeyValueStore<PairKey, byte[]> cards = stores.open(StreamsNames.CARDS, ref);
        return cards.get(PairKey.first(ref)) != null;
    }

    private static <T> Lookup<T> onItsWay() {
        return new Lookup.NotReady<>("a part of the device is on its way");
    }

    private static Device device(DeviceView view, @Nullable DeviceIdentity identity, Instant time) {
        return new Device(
                view.stateAt(time),
                view.roster() == null ? List.of() : view.roster().getMembers(),
                identity == null ? List.of() : identity.getIntervals(),
                identity == null ? List.of() : identity.getConflicts(),
                view.spans());
    }

    private static ValidityInterval intervalAt(DeviceIdentity identity, Instant time) {
        for (var interval : identity.getIntervals().reversed()) {
            var begin = interval.getValidFrom();
            if (begin == null || !begin.isAfter(time)) {
                return interval;
            }
        }
        return identity.getIntervals().getFirst();
    }

    private @Nullable DeviceIdentity identity(String ref) {
        return RefIdentities.in(stores.open(StreamsNames.REF_INDEX, ref)).get(ref);
    }

    private Optional<DeviceView> view(String deviceKey) {
        ReadOnlyKeyValueStore<PairKey, byte[]> devices =
                stores.open(StreamsNames.DEVICES, deviceKey);
        return new DeviceReader(devices).device(deviceKey);
    }

    @Override
    public Lookup<String> deviceKey(DeviceRef ref) {
        return guarded(() -> {
            var identity = identity(ref.toString());
            return identity == null
                    ? device(ref, Optional.empty()).map(Device::key)
                    : new Lookup.Found<>(intervalAt(identity, clock.instant()).getDeviceKey());
        });
    }

    @Override
    public Lookup<Page<SmsMessage, HistoryPosition>> sms(Device device, PageRequest wanted) {
        return guarded(() -> new Lookup.Found<>(history.sms(device, wanted)));
    }

    @Override
    public Lookup<Page<PushActionEvent, HistoryPosition>> pushActions(
            Device device, PageRequest wanted) {
        return guarded(() -> new Lookup.Found<>(history.pushActions(device, wanted)));
    }

    @Override
    public Lookup<Page<TimelineEntry, HistoryPosition>> timeline(
            Device device, Set<TimelineFamily> families, PageRequest wanted) {
        return guarded(() -> new Lookup.Found<>(history.timeline(device, families, wanted)));
    }

    @Override
    public Lookup<Page<ListedDevice, String>> devices(String after, int limit) {
        return guarded(() -> new Lookup.Found<>(devicesAfter(after, limit)));
    }

    /** Ends where the first partition stops: what others have after that comes next. */
    private Page<ListedDevice, String> devicesAfter(String after, int limit) {
        var found = new ArrayList<ListedDevice>();
        Optional<String> stop = Optional.empty();
        for (var partition = 0; partition < stores.partitions(); partition++) {
            ReadOnlyKeyValueStore<PairKey, byte[]> devices =
                    stores.open(StreamsNames.DEVICES, partition);
            var page = new DeviceReader(devices).devicesAfter(after, limit);
            found.addAll(page.devices());
            if (page.next().isPresent()
                    && (stop.isEmpty() || page.next().get().compareTo(stop.get()) < 0)) {
                stop = page.next();
            }
        }
        var last = stop;
        var whole =
                found.stream()
                        .filter(device ->
                                last.map(key -> device.deviceKey().compareTo(key) <= 0)
                                        .orElse(true))
                        .sorted(Comparator.comparing(ListedDevice::deviceKey))
                        .toList();
        return whole.size() > limit
                ? Page.of(whole, limit, ListedDevice::deviceKey)
                : new Page<>(whole, last);
    }

    @Override
    public Lookup<CampaignProgress> campaign(CampaignRef ref) {
        return guarded(() -> campaigns.campaign(ref.toString(), this::missing));
    }

    @Override
    public Lookup<Page<CampaignProgress, CampaignPosition>> campaigns(
            Optional<CampaignPosition> after, int limit) {
        return guarded(() -> new Lookup.Found<>(campaigns.campaigns(after, limit)));
    }

    @Override
    public Lookup<Page<CampaignMember, String>> members(
            CampaignRef ref, MemberFilter filter, String after, int limit) {
        return campaign(ref)
                .then(_ ->
                        guarded(() ->
                                new Lookup.Found<>(
                                        campaigns.members(
                                                ref.toString(),
                                                filter,
                                                after,
                                                limit,
                                                this::keyNow))));
    }

    private String keyNow(String ref) {
        var identity = identity(ref);
        return identity == null ? ref : intervalAt(identity, clock.instant()).getDeviceKey();
    }

    @Override
    public Freshness freshness() {
        return stores.freshness();
    }

    private <T> Lookup<T> missing() {
        return stores.freshness().mayDenyExistence(clock.instant())
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
