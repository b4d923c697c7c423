package io.telltale.streams.query;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberReader;
import io.telltale.streams.campaign.MemberStanding;
import io.telltale.streams.device.DeviceView;
import io.telltale.streams.device.ListedDevice;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.TaskHistory;
import io.telltale.streams.step.KeyedPage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Reads of the partitions that one instance has. A query is made of several of them, on one or
 * several instances.
 *
 * <p>Each throws {@link InvalidStateStoreException} while a partition opens or moves, and {@link
 * PartUnavailableException} where another instance does not answer.
 */
public interface PartitionReads {

    /** A ref, from the partition of the ref. */
    RefRead ref(String ref);

    /**
     * Identities of refs, all of partitions of this instance; a ref that nothing links is missing.
     */
    Map<String, DeviceIdentity> identities(Collection<String> refs);

    /** The device under a key, from the partition of the key. */
    Optional<DeviceView> device(String deviceKey);

    /** Rows of ranges, in their order; each range from the partition of its ref. */
    List<RowIterator> rows(List<RowRange> ranges);

    /** The history of a task, from the partition of its owner. */
    Optional<TaskHistory> task(PairKey key);

    /**
     * Devices of these partitions, ascending by key.
     *
     * @param after only those after this key; empty for all
     * @param limit most devices, 1 or more
     */
    KeyedPage<ListedDevice> devices(Set<Integer> partitions, String after, int limit);

    /** A campaign, from the partition of its ref. */
    CampaignRead campaign(String campaign);

    /**
     * Campaigns of these partitions, newest first.
     *
     * @param after only those after this position; empty for all
     * @param limit most campaigns of a partition, 1 or more
     */
    List<CampaignProgress> campaigns(
            Set<Integer> partitions, Optional<CampaignPosition> after, int limit);

    /**
     * Devices of a campaign in these partitions, ascending by ref.
     *
     * @param activity of the campaign
     * @param now decides which devices are stuck; the same for all partitions of one answer
     */
    KeyedPage<MemberStanding> members(
            Set<Integer> partitions,
            MemberReader.Request request,
            CampaignActivity activity,
            Instant now);
}
