package io.telltale.streams.query;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.campaign.CampaignActivity;
import io.telltale.streams.campaign.CampaignLookup;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.campaign.MemberFilter;
import io.telltale.streams.campaign.MemberReader;
import io.telltale.streams.step.KeyedPage;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Queries of campaigns: their counts lie by campaign, their members beside the refs. */
final class CampaignQueries {

    private final ClusterReads reads;
    private final Clock clock;

    CampaignQueries(ClusterReads reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * The progress of a campaign.
     *
     * @param missing the answer where the store has no such campaign
     */
    Lookup<CampaignProgress> campaign(String campaign, Supplier<Lookup<CampaignProgress>> missing) {
        return progress(read(campaign), missing);
    }

    private static Lookup<CampaignProgress> progress(
            CampaignRead read, Supplier<Lookup<CampaignProgress>> missing) {
        return switch (read.progress()) {
            case CampaignLookup.Published(var progress) -> new Lookup.Found<>(progress);
            case CampaignLookup.BeingCounted() ->
                    new Lookup.NotReady<>("the campaign is being counted for the first time");
            case CampaignLookup.Unknown() -> missing.get();
        };
    }

    private CampaignRead read(String campaign) {
        return reads.of(StreamsNames.CAMPAIGNS, campaign).campaign(campaign);
    }

    Page<CampaignProgress, CampaignPosition> campaigns(
            Optional<CampaignPosition> after, int limit) {
        var found =
                reads
                        .everywhere(
                                StreamsNames.CAMPAIGNS,
                                (part, partitions) -> part.campaigns(partitions, after, limit + 1))
                        .stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(CampaignPosition::of))
                        .toList();
        return Page.of(found, limit, CampaignPosition::of);
    }

    /**
     * Members of a campaign, merged over all partitions.
     *
     * @param missing the answer where the store has no such campaign
     */
    Lookup<Page<CampaignMember, String>> members(
            String campaign,
            MemberFilter filter,
            String after,
            int limit,
            Supplier<Lookup<CampaignProgress>> missing) {
        var read = read(campaign);
        var request = new MemberReader.Request(campaign, filter, after, limit);
        return progress(read, missing).map(_ -> members(request, read.activity()));
    }

    private Page<CampaignMember, String> members(
            MemberReader.Request request, CampaignActivity activity) {
        var now = clock.instant();
        var pages =
                reads.everywhere(
                        StreamsNames.REF_INDEX,
                        (part, partitions) -> part.members(partitions, request, activity, now));
        var page =
                KeyedPage.merge(
                        pages, request.limit(), (CampaignMember each) -> each.member().ref());
        return new Page<>(page.items(), page.next());
    }
}
