package io.telltale.streams.query;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.CampaignReader;
import io.telltale.streams.campaign.MemberReader;
import io.telltale.streams.campaign.MemberStanding;
import io.telltale.streams.campaign.StuckRule;
import io.telltale.streams.device.DeviceReader;
import io.telltale.streams.device.DeviceView;
import io.telltale.streams.device.ListedDevice;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.record.TaskHistory;
import io.telltale.streams.ref.RefIdentities;
import io.telltale.streams.ref.RefTasks;
import io.telltale.streams.step.KeyedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads of the stores of this instance. Safe for threads. */
public final class LocalReads implements PartitionReads {

    /** Name of the reads of standby copies; those without a name read what is processed here. */
    public static final String COPIES = "copies";

    private final StorePartitions stores;
    private final StuckRule stuck;

    /**
     * Reads these stores.
     *
     * @param stuckAfter how long a device under way may be without a reading
     */
    public LocalReads(StorePartitions stores, Duration stuckAfter) {
        this.stores = stores;
        this.stuck = new StuckRule(stuckAfter);
    }

    @Override
    public RefRead ref(String ref) {
        ReadOnlyKeyValueStore<PairKey, byte[]> cards = stores.open(StreamsNames.CARDS, ref);
        return new RefRead(identity(ref), cards.get(PairKey.first(ref)) != null);
    }

    private @Nullable DeviceIdentity identity(String ref) {
        return RefIdentities.in(stores.open(StreamsNames.REF_INDEX, ref)).get(ref);
    }

    @Override
    public Map<String, DeviceIdentity> identities(Collection<String> refs) {
        var found = new HashMap<String, DeviceIdentity>();
        for (var ref : refs) {
            var identity = identity(ref);
            if (identity != null) {
                found.put(ref, identity);
            }
        }
        return found;
    }

    @Override
    public Optional<DeviceView> device(String deviceKey) {
        ReadOnlyKeyValueStore<PairKey, byte[]> devices =
                stores.open(StreamsNames.DEVICES, deviceKey);
        return new DeviceReader(devices).device(deviceKey);
    }

    @Override
    public List<RowIterator> rows(List<RowRange> ranges) {
        return ranges.stream().map(this::rows).toList();
    }

    private RowIterator rows(RowRange range) {
        ReadOnlyKeyValueStore<RowKey, Event> rows = stores.open(StreamsNames.ROWS, range.ref());
        return new StoredRows(rows.reverseRange(range.begin(), range.until()), range.until());
    }

    /**
     * The rows of a store.
     *
     * @param until left out
     */
    private record StoredRows(KeyValueIterator<RowKey, Event> rows, RowKey until)
            implements RowIterator {

        @Override
        public @Nullable KeyValue<RowKey, Event> next() {
            var next = rows.hasNext() ? rows.next() : null;
            return next != null && next.key.equals(until) ? next() : next;
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    @Override
    public Optional<TaskHistory> task(PairKey key) {
        var tasks = RefTasks.in(stores.open(StreamsNames.TASKS, key.owner()));
        return Optional.ofNullable(tasks.get(key));
    }

    @Override
    public KeyedPage<ListedDevice> devices(Set<Integer> partitions, String after, int limit) {
        var pages =
                partitions.stream()
                        .map(partition -> deviceReader(partition).devicesAfter(after, limit))
                        .toList();
        return KeyedPage.merge(pages, limit, ListedDevice::deviceKey);
    }

    private DeviceReader deviceReader(int partition) {
        ReadOnlyKeyValueStore<PairKey, byte[]> devices =
                stores.open(StreamsNames.DEVICES, partition);
        return new DeviceReader(devices);
    }

    @Override
    public CampaignRead campaign(String campaign) {
        ReadOnlyKeyValueStore<PairKey, byte[]> campaigns =
                stores.open(StreamsNames.CAMPAIGNS, campaign);
        var reader = new CampaignReader(campaigns);
        return new CampaignRead(
                reader.progress(campaign),
                reader.activity(campaign).orElse(new CampaignActivity(false, null)));
    }

    @Override
    public List<CampaignProgress> campaigns(
            Set<Integer> partitions, Optional<CampaignPosition> after, int limit) {
        return partitions.stream()
                .flatMap(partition -> campaignReader(partition).campaigns(after, limit).stream())
                .toList();
    }

    private CampaignReader campaignReader(int partition) {
        ReadOnlyKeyValueStore<PairKey, byte[]> campaigns =
                stores.open(StreamsNames.CAMPAIGNS, partition);
        return new CampaignReader(campaigns);
    }

    @Override
    public KeyedPage<MemberStanding> members(
            Set<Integer> partitions,
            MemberReader.Request request,
            CampaignActivity activity,
            Instant now) {
        var pages =
                partitions.stream()
                        .map(partition -> memberReader(partition).page(request, activity, now))
                        .toList();
        return KeyedPage.merge(pages, request.limit(), MemberStanding::ref);
    }

    private MemberReader memberReader(int partition) {
        ReadOnlyKeyValueStore<PairKey, byte[]> index =
                stores.open(StreamsNames.REF_INDEX, partition);
        return new MemberReader(index, stuck);
    }
}
