package io.telltale.streams.query;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberReader;
import io.telltale.streams.device.DeviceView;
import io.telltale.streams.device.ListedDevice;
import io.telltale.streams.step.KeyedPage;
import java.time.Instant;
import java.util.List;
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
     * The keys of the devices that refs belong to, in the order of the refs, each from the
     * partition of its ref. A ref that nothing links is its own key.
     */
    List<String> deviceKeys(List<String> refs, Instant now);

    /** The device under a key, from the partition of the key. */
    Optional<DeviceView> device(String deviceKey);

    /**
     * Rows of ranges as one history, newest first; each range from the partition of its ref.
     *
     * @param families events of others are left out of their rows
     * @param soon how many rows with an event the caller is likely to take, 1 or more
     */
    RowIterator rows(List<RowRange> ranges, Set<TimelineFamily> families, int soon);

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
     * @param now decides which devices are stuck, and to which device a ref belongs; the same for
     *     all partitions of one answer
     */
    KeyedPage<CampaignMember> members(
            Set<Integer> partitions,
            MemberReader.Request request,
            CampaignActivity activity,
            Instant now);
}
