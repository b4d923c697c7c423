package io.telltale.streams.run;

import io.micrometer.core.instrument.Timer;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberReader;
import io.telltale.streams.device.DeviceView;
import io.telltale.streams.device.ListedDevice;
import io.telltale.streams.query.CampaignMember;
import io.telltale.streams.query.CampaignRead;
import io.telltale.streams.query.PartitionReads;
import io.telltale.streams.query.RefRead;
import io.telltale.streams.query.RowIterator;
import io.telltale.streams.query.RowRange;
import io.telltale.streams.step.KeyedPage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads whose number and time are counted, those that fail too. Of rows the time ends when the
 * first of them are there.
 *
 * @param reads what is read
 * @param timer of this kind of reads
 */
record TimedReads(PartitionReads reads, Timer timer) implements PartitionReads {

    @Override
    public RefRead ref(String ref) {
        return timed(() -> reads.ref(ref));
    }

    @Override
    public List<String> deviceKeys(List<String> refs, Instant now) {
        return timed(() -> reads.deviceKeys(refs, now));
    }

    @Override
    public Optional<DeviceView> device(String deviceKey) {
        return timed(() -> reads.device(deviceKey));
    }

    @Override
    public RowIterator rows(List<RowRange> ranges, Set<TimelineFamily> families, int soon) {
        return timed(() -> reads.rows(ranges, families, soon));
    }

    @Override
    public KeyedPage<ListedDevice> devices(Set<Integer> partitions, String after, int limit) {
        return timed(() -> reads.devices(partitions, after, limit));
    }

    @Override
    public CampaignRead campaign(String campaign) {
        return timed(() -> reads.campaign(campaign));
    }

    @Override
    public List<CampaignProgress> campaigns(
            Set<Integer> partitions, Optional<CampaignPosition> after, int limit) {
        return timed(() -> reads.campaigns(partitions, after, limit));
    }

    @Override
    public KeyedPage<CampaignMember> members(
            Set<Integer> partitions,
            MemberReader.Request request,
            CampaignActivity activity,
            Instant now) {
        return timed(() -> reads.members(partitions, request, activity, now));
    }

    /** Micrometer's own method does not know that the result is never null. */
    private <T> T timed(Supplier<T> read) {
        var sample = Timer.start();
        try {
            return read.get();
        } finally {
            sample.stop(timer);
        }
    }
}
