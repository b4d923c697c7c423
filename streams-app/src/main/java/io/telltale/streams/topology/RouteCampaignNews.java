package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.fold.Campaigns;
import io.telltale.streams.fold.NewRow;
import io.telltale.streams.fold.Tasks;
import io.telltale.streams.record.CampaignNews;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.jspecify.annotations.Nullable;

/** Step: sends new readings of upgrades, pushes and whole scans to the task of their campaign. */
final class RouteCampaignNews {

    private final int partitions;

    RouteCampaignNews(int partitions) {
        this.partitions = partitions;
    }

    KStream<String, CampaignNews> apply(
            KStream<String, NewRow> rows, KStream<String, SourceHealth> health) {
        var events = rows.flatMap((_, row) -> of(row.event()), Named.as("status-as-campaign-news"));
        var scans =
                health.flatMap((_, source) -> ofScan(source), Named.as("scan-as-campaign-news"));
        return events.merge(scans, Named.as("with-scans"))
                .repartition(
                        Repartitioned.<String, CampaignNews>as("campaign-news")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(StoredRecord.serde(CampaignNews.class))
                                .withNumberOfPartitions(partitions));
    }

    private static List<KeyValue<String, CampaignNews>> of(Event event) {
        return switch (event) {
            case Event.Status(var status) ->
                    to(
                            Tasks.campaignRef(status),
                            CampaignNews.newBuilder().setStatus(status).build());
            case Event.PushAction(var push) ->
                    to(
                            Campaigns.campaignRef(push),
                            CampaignNews.newBuilder().setPush(push).build());
            case Event.Sms _ -> List.of();
        };
    }

    private static List<KeyValue<String, CampaignNews>> to(
            Optional<CampaignRef> campaign, CampaignNews news) {
        return campaign.map(ref -> KeyValue.pair(ref.toString(), news)).stream().toList();
    }

    /** Only scans of a campaign; the other sources have no progress. */
    private static List<KeyValue<String, CampaignNews>> ofScan(@Nullable SourceHealth source) {
        if (source == null
                || source.getKind() != PollKind.THINGSPACE_CAMPAIGN
                || source.getScan() == null
                || source.getSubject() == null) {
            return List.of();
        }
        var campaign = CampaignRef.parse(source.getSubject());
        var news = CampaignNews.newBuilder().setHealth(source).build();
        return List.of(KeyValue.pair(campaign.toString(), news));
    }
}
