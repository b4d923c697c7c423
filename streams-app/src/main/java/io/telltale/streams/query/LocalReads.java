package io.telltale.streams.query;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.TimelineFamily;
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
import io.telltale.streams.ref.RefIdentities;
import io.telltale.streams.ref.RefTasks;
import io.telltale.streams.step.KeyedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    public Optional<DeviceView> device(String deviceKey) {
        ReadOnlyKeyValueStore<PairKey, byte[]> devices =
                stores.open(StreamsNames.DEVICES, deviceKey);
        return new DeviceReader(devices).device(deviceKey);
    }

    @Override
    public RowIterator rows(List<RowRange> ranges, Set<TimelineFamily> families, int soon) {
        return new MergedRows(ranges.stream().map(range -> rows(range, families)).toList());
    }

    private RowIterator rows(RowRange range, Set<TimelineFamily> families) {
        return new StoredRows(
                stores.open(StreamsNames.ROWS, range.ref()),
                range,
                families,
                new ConfirmingReadings(
                        RefTasks.in(stores.open(StreamsNames.TASKS, range.ref())), range.span()));
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
    public KeyedPage<CampaignMember> members(
            Set<Integer> partitions,
            MemberReader.Request request,
            CampaignActivity activity,
            Instant now) {
        var pages =
                partitions.stream()
                        .map(partition -> memberReader(partition).page(request, activity, now))
                        .toList();
        var page = KeyedPage.merge(pages, request.limit(), MemberStanding::ref);
        return new KeyedPage<>(
                page.items().stream()
                        .map(member -> new CampaignMember(member, deviceKey(member.ref(), now)))
                        .toList(),
                page.next());
    }

    @Override
    public List<String> deviceKeys(List<String> refs, Instant now) {
        return refs.stream().map(ref -> deviceKey(ref, now)).toList();
    }

    private String deviceKey(String ref, Instant now) {
        var identity = identity(ref);
        return identity == null ? ref : IdentityIntervals.at(identity, now).getDeviceKey();
    }

    private MemberReader memberReader(int partition) {
        ReadOnlyKeyValueStore<PairKey, byte[]> index =
                stores.open(StreamsNames.REF_INDEX, partition);
        return new MemberReader(index, stuck);
    }
}
