package io.telltale.streams.query;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberFilter;
import io.telltale.streams.device.DeviceView;
import io.telltale.streams.device.ListedDevice;
import io.telltale.streams.sms.SmsMessage;
import io.telltale.streams.step.KeyedPage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Queries of the stores of all instances.
 *
 * <p>Lists and known keys are answered at any rate of input, as they are now. A missing key is
 * unknown only where the copies have caught up since they were opened and are fresh: right after a
 * start an empty store proves nothing.
 */
public final class ClusterQueries implements DeviceQueries {

    /** Most of them wait for other instances. */
    private static final int MOST_READS = 256;

    private final Placement placement;
    private final ClusterReads reads;
    private final DeviceHistory history;
    private final CampaignQueries campaigns;
    private final AwaitReady ready;
    private final ReadCeiling ceiling = new ReadCeiling(MOST_READS);
    private final Clock clock;

    /**
     * Queries of the stores at these places.
     *
     * @param longestWait how long to wait for parts that are on their way
     */
    public ClusterQueries(Placement placement, Duration longestWait, Clock clock) {
        this.placement = placement;
        this.clock = clock;
        this.reads = new ClusterReads(placement);
        this.history = new DeviceHistory(reads);
        this.campaigns = new CampaignQueries(reads, clock);
        this.ready = new AwaitReady(longestWait);
    }

    @Override
    public Lookup<Device> device(DeviceRef ref, Optional<Instant> at) {
        return deniable(before -> deviceNow(ref.toString(), at, before));
    }

    private Lookup<Device> deviceNow(String ref, Optional<Instant> at, Freshness before) {
        var read = ref(ref);
        var identity = read.identity();
        var time = at.orElseGet(clock::instant);
        var interval = identity == null ? null : IdentityIntervals.at(identity, time);
        var key = interval == null ? ref : interval.getDeviceKey();
        var view = reads.of(StreamsNames.DEVICES, key).device(key);
        if (view.isEmpty()) {
            return identity == null && !read.hasRows() ? missing(before) : onItsWay();
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
                : missing(before);
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

    private RefRead ref(String ref) {
        return reads.of(StreamsNames.REF_INDEX, ref).ref(ref);
    }

    @Override
    public Lookup<String> deviceKey(DeviceRef ref) {
        return deniable(before -> {
            var identity = ref(ref.toString()).identity();
            return identity == null
                    ? deviceNow(ref.toString(), Optional.empty(), before).map(Device::key)
                    : new Lookup.Found<>(
                            IdentityIntervals.at(identity, clock.instant()).getDeviceKey());
        });
    }

    @Override
    public Lookup<List<String>> deviceKeys(List<String> refs) {
        return once(() -> new Lookup.Found<>(keysNow(refs)));
    }

    private List<String> keysNow(List<String> refs) {
        var now = clock.instant();
        var keys = new HashMap<String, String>();
        reads.each(
                        StreamsNames.REF_INDEX,
                        refs.stream().distinct().toList(),
                        ref -> ref,
                        (part, own) -> byRef(own, part.deviceKeys(own, now)))
                .forEach(keys::putAll);
        return refs.stream().map(ref -> keys.getOrDefault(ref, ref)).toList();
    }

    private static Map<String, String> byRef(List<String> refs, List<String> keys) {
        var found = new HashMap<String, String>();
        for (var number = 0; number < refs.size(); number++) {
            found.put(refs.get(number), keys.get(number));
        }
        return found;
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

    private Page<ListedDevice, String> devicesAfter(String after, int limit) {
        var pages =
                reads.everywhere(
                        StreamsNames.DEVICES,
                        (part, partitions) -> part.devices(partitions, after, limit));
        var page = KeyedPage.merge(pages, limit, ListedDevice::deviceKey);
        return new Page<>(page.items(), page.next());
    }

    @Override
    public Lookup<CampaignProgress> campaign(CampaignRef ref) {
        return deniable(before -> campaigns.campaign(ref.toString(), () -> missing(before)));
    }

    @Override
    public Lookup<Page<CampaignProgress, CampaignPosition>> campaigns(
            Optional<CampaignPosition> after, int limit) {
        return guarded(() -> new Lookup.Found<>(campaigns.campaigns(after, limit)));
    }

    @Override
    public Lookup<Page<CampaignMember, String>> members(
            CampaignRef ref, MemberFilter filter, String after, int limit) {
        return deniable(before ->
                campaigns.members(ref.toString(), filter, after, limit, () -> missing(before)));
    }

    @Override
    public Freshness freshness() {
        return placement.freshness();
    }

    /**
     * What is answered for a key that no copy has.
     *
     * @param before freshness of the copies before they were read: what they lacked then may have
     *     come by now
     */
    private <T> Lookup<T> missing(Freshness before) {
        return before.mayDenyExistence(clock.instant())
                ? new Lookup.Unknown<>(before)
                : new Lookup.NotReady<>("what came in before is still being read");
    }

    /** The same as {@link #guarded} for a key that may be missing. */
    private <T> Lookup<T> deniable(Function<Freshness, Lookup<T>> read) {
        return guarded(() -> read.apply(placement.freshness()));
    }

    /** Asks again for a while: a part on its way comes soon, and so does another instance. */
    private <T> Lookup<T> guarded(Supplier<Lookup<T>> read) {
        return ready.until(() ->
                ceiling.within(() -> once(read))
                        .orElseGet(() -> new Lookup.NotReady<>("too much is read at once")));
    }

    private static <T> Lookup<T> once(Supplier<Lookup<T>> read) {
        try {
            return read.get();
        } catch (InvalidStateStoreException e) {
            return new Lookup.NotReady<>("the stores are opening or moving");
        } catch (PartUnavailableException e) {
            return new Lookup.Incomplete<>(String.valueOf(e.getMessage()));
        }
    }
}
