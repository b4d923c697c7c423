package io.telltale.streams.query;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberFilter;
import io.telltale.streams.device.ListedDevice;
import io.telltale.streams.sms.SmsMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Interactive queries. The one seam between HTTP and the stores: a controller asks here and does
 * not know on which instance the data lie.
 */
public interface DeviceQueries {

    /**
     * The device that a ref belongs to, whole: with the parts of all its refs. Waits up to a second
     * for a part that is on its way.
     *
     * @param at the time at which the ref belonged to it; empty for now
     */
    Lookup<Device> device(DeviceRef ref, Optional<Instant> at);

    /** Key of the device that a ref belongs to now; cheaper than the device. */
    Lookup<String> deviceKey(DeviceRef ref);

    /**
     * The same of many refs, in their order: one read of each instance. A ref that nothing links is
     * its own key, known or not. Does not wait.
     */
    Lookup<List<String>> deviceKeys(List<String> refs);

    /** SMS of a device, newest first. */
    Lookup<Page<SmsMessage, HistoryPosition>> sms(Device device, PageRequest wanted);

    /** Push actions of a device, newest first. */
    Lookup<Page<PushActionEvent, HistoryPosition>> pushActions(Device device, PageRequest wanted);

    /**
     * Everything that happened to a device, newest first. A reading that only confirms the one
     * before it is left out.
     *
     * @param families only these
     */
    Lookup<Page<TimelineEntry, HistoryPosition>> timeline(
            Device device, Set<TimelineFamily> families, PageRequest wanted);

    /**
     * All devices, ascending by key as text.
     *
     * @param after only those after this key; empty for all
     * @param limit most items, 1 or more
     */
    Lookup<Page<ListedDevice, String>> devices(String after, int limit);

    /** How far a campaign is, as last published. */
    Lookup<CampaignProgress> campaign(CampaignRef ref);

    /**
     * All campaigns, the one that was seen last for the first time first, equal times by ref.
     *
     * @param after only those after this position of the list; empty for all
     * @param limit most items, 1 or more
     */
    Lookup<Page<CampaignProgress, CampaignPosition>> campaigns(
            Optional<CampaignPosition> after, int limit);

    /**
     * Where each device of a campaign stands, ascending by ref.
     *
     * @param after only those after this ref; empty for all
     * @param limit most items, 1 or more
     */
    Lookup<Page<CampaignMember, String>> members(
            CampaignRef ref, MemberFilter filter, String after, int limit);

    /** How far the topology is. */
    Freshness freshness();
}
