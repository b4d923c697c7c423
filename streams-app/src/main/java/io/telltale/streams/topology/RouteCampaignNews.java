package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.fold.NewRow;
import io.telltale.streams.fold.Tasks;
import io.telltale.streams.record.CampaignNews;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.jspecify.annotations.Nullable;

/** Step: sends new readings of upgrades, and whole scans, to the task of their campaign. */
final class RouteCampaignNews {

    private final int partitions;

    RouteCampaignNews(int partitions) {
        this.partitions = partitions;
    }

    KStream<String, CampaignNews> apply(
            KStream<String, NewRow> rows, KStream<String, SourceHealth> health) {
        var statuses = rows.flatMap((_, row) -> ofStatus(row), Named.as("status-as-campaign-news"));
        var scans =
                health.flatMap((_, source) -> ofScan(source), Named.as("scan-as-campaign-news"));
        return statuses.merge(scans, Named.as("with-scans"))
                .repartition(
                        Repartitioned.<String, CampaignNews>as("campaign-news")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(StoredRecord.serde(CampaignNews.class))
                                .withNumberOfPartitions(partitions));
    }

    private static List<KeyValue<String, CampaignNews>> ofStatus(NewRow row) {
        if (!(row.event() instanceof Event.Status(var status))) {
            return List.of();
        }
        return Tasks.campaignRef(status)
                .map(ref ->
                        KeyValue.pair(
                                ref.toString(),
                                CampaignNews.newBuilder().setStatus(status).build()))
                .stream()
                .toList();
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
