package io.telltale.streams.query;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignLookup;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.CampaignReader;
import io.telltale.streams.campaign.MemberFilter;
import io.telltale.streams.campaign.MemberPage;
import io.telltale.streams.campaign.MemberReader;
import io.telltale.streams.campaign.StuckRule;
import io.telltale.streams.encoding.PairKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Queries of campaigns: their counts lie by campaign, their members beside the refs. */
final class CampaignQueries {

    private final StorePartitions stores;
    private final StuckRule stuck;
    private final Clock clock;

    CampaignQueries(StorePartitions stores, StuckRule stuck, Clock clock) {
        this.stores = stores;
        this.stuck = stuck;
        this.clock = clock;
    }

    /**
     * The progress of a campaign.
     *
     * @param missing the answer where the store has no such campaign
     */
    Lookup<CampaignProgress> campaign(String campaign, Supplier<Lookup<CampaignProgress>> missing) {
        return switch (reader(campaign).progress(campaign)) {
            case CampaignLookup.Published(var progress) -> new Lookup.Found<>(progress);
            case CampaignLookup.BeingCounted() ->
                    new Lookup.NotReady<>("the campaign is being counted for the first time");
            case CampaignLookup.Unknown() -> missing.get();
        };
    }

    private CampaignReader reader(String campaign) {
        ReadOnlyKeyValueStore<PairKey, byte[]> store =
                stores.open(StreamsNames.CAMPAIGNS, campaign);
        return new CampaignReader(store);
    }

    Page<CampaignProgress, CampaignPosition> campaigns(
            Optional<CampaignPosition> after, int limit) {
        var found = new ArrayList<CampaignProgress>();
        for (var partition = 0; partition < stores.partitions(); partition++) {
            ReadOnlyKeyValueStore<PairKey, byte[]> store =
                    stores.open(StreamsNames.CAMPAIGNS, partition);
            found.addAll(new CampaignReader(store).campaigns(after, limit + 1));
        }
        found.sort(Comparator.comparing(CampaignPosition::of));
        return Page.of(found, limit, CampaignPosition::of);
    }

    /**
     * Members of a campaign, merged over all partitions.
     *
     * @param keyOf the device key of a ref
     */
    Page<CampaignMember, String> members(
            String campaign,
            MemberFilter filter,
            String after,
            int limit,
            Function<String, String> keyOf) {
        var activity =
                reader(campaign).activity(campaign).orElse(new CampaignActivity(false, null));
        var request = new MemberReader.Request(campaign, filter, after, limit);
        var now = clock.instant();
        var pages = new ArrayList<MemberPage>();
        for (var partition = 0; partition < stores.partitions(); partition++) {
            ReadOnlyKeyValueStore<PairKey, byte[]> store =
                    stores.open(StreamsNames.REF_INDEX, partition);
            pages.add(new MemberReader(store, stuck).page(request, activity, now));
        }
        var page = MemberPage.merge(pages, limit);
        return new Page<>(
                page.members().stream()
                        .map(member -> new CampaignMember(member, keyOf.apply(member.ref())))
                        .toList(),
                page.cursor());
    }
}
