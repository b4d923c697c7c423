package io.telltale.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.campaign.MemberFilter;
import io.telltale.streams.sms.SmsMessage;
import io.telltale.streams.topology.TopologySettings;
import io.telltale.streams.topology.TopologyUnderTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What a graph under test answers at a time of ours. */
record QueriesUnderTest(TopologyUnderTest topology, Instant now) implements StorePartitions {

    private static final PageRequest ALL =
            PageRequest.of(Optional.empty(), Optional.empty(), Optional.empty(), 1_000);

    private ClusterQueries queries() {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var reads = new LocalReads(this, TopologySettings.USUAL.stuckAfter());
        return new ClusterQueries(OnlyPartition.asOf(reads, now), Duration.ZERO, clock);
    }

    Lookup<Device> lookup(String ref, Instant at) {
        return queries().device(DeviceRef.parse(ref), Optional.of(at));
    }

    Device device(String ref) {
        return device(ref, now);
    }

    Device device(String ref, Instant at) {
        return found(lookup(ref, at));
    }

    List<SmsMessage> sms(Device device) {
        return found(queries().sms(device, ALL)).items();
    }

    List<TimelineEntry> timeline(Device device) {
        var families = EnumSet.allOf(TimelineFamily.class);
        return found(queries().timeline(device, families, ALL)).items();
    }

    List<CampaignMember> members(CampaignRef campaign) {
        var everyone = new MemberFilter(Optional.empty(), false);
        return found(queries().members(campaign, everyone, "", 1_000)).items();
    }

    private static <T> T found(Lookup<T> lookup) {
        assertThat(lookup).isInstanceOf(Lookup.Found.class);
        return ((Lookup.Found<T>) lookup).value();
    }

    /** The driver has one piece of each store. */
    @Override
    public <K, V> ReadOnlyKeyValueStore<K, V> open(String store, int partition) {
        return topology.driver().getKeyValueStore(store);
    }

    @Override
    public int partitions() {
        return 1;
    }
}
