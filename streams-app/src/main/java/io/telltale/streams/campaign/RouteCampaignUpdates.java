package io.telltale.streams.campaign;

import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.MalformedRefException;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.jspecify.annotations.Nullable;

/**
 * Step: sends deltas, the health of polls and what providers say of campaigns to the tasks of the
 * campaigns, through one repartition topic keyed by campaign ref.
 */
public final class RouteCampaignUpdates {

    private final int partitions;

    /**
     * A step.
     *
     * @param partitions number of partitions of the repartition topic
     */
    public RouteCampaignUpdates(int partitions) {
        this.partitions = partitions;
    }

    /**
     * Adds the step.
     *
     * @param deltas deltas from the outboxes, keyed by campaign ref
     * @param health health of all sources; only polls of one campaign are used
     * @param infos campaigns as their providers describe them; tombstones are left out
     */
    public KStream<String, CampaignUpdate> apply(
            KStream<String, CampaignUpdate> deltas,
            KStream<String, SourceHealth> health,
            KStream<String, Campaign> infos) {
        var polls =
                health.flatMap((_, source) -> ofPoll(source), Named.as("poll-to-campaign-update"));
        var described =
                infos.flatMap(
                        (key, info) -> ofInfo(key, info), Named.as("info-to-campaign-update"));
        return deltas.merge(polls, Named.as("deltas-with-polls"))
                .merge(described, Named.as("deltas-with-infos"))
                .repartition(
                        Repartitioned.<String, CampaignUpdate>as(
                                        RepartitionTopic.CAMPAIGN_UPDATES.label())
                                .withKeySerde(Serdes.String())
                                .withValueSerde(StoredRecord.serde(CampaignUpdate.class))
                                .withNumberOfPartitions(partitions));
    }

    private static List<KeyValue<String, CampaignUpdate>> ofPoll(@Nullable SourceHealth source) {
        if (source == null || source.getKind() != PollKind.THINGSPACE_CAMPAIGN) {
            return List.of();
        }
        var subject = source.getSubject();
        return subject == null
                ? List.of()
                : List.of(
                        KeyValue.pair(
                                key(subject),
                                new CampaignUpdate(source.getProvider(), null, source, null)));
    }

    private static List<KeyValue<String, CampaignUpdate>> ofInfo(
            String key, @Nullable Campaign info) {
        return info == null
                ? List.of()
                : List.of(
                        KeyValue.pair(
                                key(key),
                                new CampaignUpdate(info.getProvider(), null, null, info)));
    }

    private static String key(String campaign) {
        try {
            return CampaignRef.parse(campaign).toString();
        } catch (MalformedRefException e) {
            throw new UnprocessableRecordException(Fault.BAD_KEY);
        }
    }
}
