package io.telltale.streams.topology;

import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.MalformedRef;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.CampaignNews;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.jspecify.annotations.Nullable;

/**
 * Step: sends where devices stand, how polls go and what providers say of a campaign to the task of
 * the campaign.
 */
final class RouteCampaignNews {

    private final int partitions;
    private final LeaveOut leaveOut;

    RouteCampaignNews(int partitions, LeaveOut leaveOut) {
        this.partitions = partitions;
        this.leaveOut = leaveOut;
    }

    KStream<String, CampaignNews> apply(
            KStream<String, Filed> filed,
            KStream<String, SourceHealth> health,
            KStream<String, Campaign> infos) {
        var members =
                filed.flatMap(
                        (_, each) ->
                                each.member().map(RouteCampaignNews::ofMember).stream().toList(),
                        Named.as("filed-as-campaign-news"));
        var polls =
                health.flatMap((_, source) -> ofPoll(source), Named.as("poll-as-campaign-news"));
        var words =
                infos.flatMap((key, info) -> ofInfo(key, info), Named.as("info-as-campaign-news"));
        var news =
                members.merge(polls, Named.as("with-polls"))
                        .merge(words, Named.as("with-infos"))
                        .repartition(
                                Repartitioned.<String, CampaignNews>as("campaign-news")
                                        .withKeySerde(Serdes.String())
                                        .withValueSerde(StoredRecord.serde(CampaignNews.class))
                                        .withNumberOfPartitions(partitions));
        return leaveOut.apply(news, "campaign-news");
    }

    private static KeyValue<String, CampaignNews> ofMember(Filed.MemberOf member) {
        return KeyValue.pair(
                member.campaign().toString(),
                CampaignNews.newBuilder()
                        .setProvider(member.provider())
                        .setMember(member.member())
                        .build());
    }

    /** Only polls of one campaign; the other sources have no progress. */
    private static List<KeyValue<String, CampaignNews>> ofPoll(@Nullable SourceHealth source) {
        if (source == null
                || source.getKind() != PollKind.THINGSPACE_CAMPAIGN
                || source.getSubject() == null) {
            return List.of();
        }
        var campaign = CampaignRef.parse(source.getSubject());
        var news =
                CampaignNews.newBuilder()
                        .setProvider(source.getProvider())
                        .setHealth(source)
                        .build();
        return List.of(KeyValue.pair(campaign.toString(), news));
    }

    private static List<KeyValue<String, CampaignNews>> ofInfo(
            String key, @Nullable Campaign info) {
        if (info == null) {
            return List.of();
        }
        try {
            var news =
                    CampaignNews.newBuilder().setProvider(info.getProvider()).setInfo(info).build();
            return List.of(KeyValue.pair(CampaignRef.parse(key).toString(), news));
        } catch (MalformedRef e) {
            throw new Unusable(Unusable.Fault.BAD_KEY);
        }
    }
}
