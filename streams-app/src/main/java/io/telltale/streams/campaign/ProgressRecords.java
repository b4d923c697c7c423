package io.telltale.streams.campaign;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.EncodedSize;
import io.telltale.streams.record.CampaignState;
import io.telltale.streams.step.CloudEventHeaders;
import io.telltale.streams.step.RecordSizeGuard;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes the published progress of a campaign from its state; pure functions. */
final class ProgressRecords {

    private ProgressRecords() {}

    /**
     * The record to publish. Its id is the same when the same version is made again, and its time
     * is our time of the latest of all that it is made of.
     *
     * @param mostFrequent most frequent tallies, in the order to show them; the last of them are
     *     left out where their texts would make the record too large for the brokers
     */
    static Record<String, CampaignProgress> of(
            CampaignRef ref, CampaignState state, List<ReasonCount> mostFrequent) {
        var topic = Topics.CAMPAIGN_PROGRESS;
        var key = ref.toString();
        var at = Instant.ofEpochMilli(state.getLastObservedAt());
        var id = EventId.of(topic.name(), key, Long.toString(state.getChanges()));
        var headers = CloudEventHeaders.of(topic, id, key, at, new RecordHeaders());
        var value = RecordSizeGuard.required(fitting(ref, state, mostFrequent));
        return new Record<>(key, value, at.toEpochMilli(), headers);
    }

    private static CampaignProgress fitting(
            CampaignRef ref, CampaignState state, List<ReasonCount> mostFrequent) {
        var reasons = mostFrequent;
        var progress = progress(ref, state, reasons);
        while (!reasons.isEmpty() && EncodedSize.isTooLarge(progress)) {
            reasons = reasons.subList(0, reasons.size() - 1);
            progress = progress(ref, state, reasons);
        }
        return progress;
    }

    private static CampaignProgress progress(
            CampaignRef ref, CampaignState state, List<ReasonCount> reasons) {
        var byOutcome = new HashMap<>(state.getByOutcome());
        byOutcome.values().removeIf(devices -> devices <= 0);
        var progress =
                CampaignProgress.newBuilder()
                        .setCampaignRef(ref.toString())
                        .setKind(kind(state.getProvider()))
                        .setProvider(state.getProvider())
                        .setAccount(ref.account())
                        .setCampaignId(ref.campaignId())
                        .setReportedDevices(state.getReportedDevices())
                        .setDevices(byOutcome.values().stream().mapToLong(Long::longValue).sum())
                        .setByOutcome(byOutcome)
                        .setByReason(reasons)
                        .setLastScanAt(instant(state.getLastScanAt()))
                        .setFirstObservedAt(instant(state.getFirstObservedAt()))
                        .setStuck(Math.max(0, state.getStuck()));
        var info = state.getInfo();
        if (info != null) {
            progress.setName(info.getName())
                    .setProviderStatus(info.getProviderStatus())
                    .setStartsOn(info.getStartsOn())
                    .setEndsOn(info.getEndsOn());
        }
        return progress.build();
    }

    private static TaskKind kind(Provider provider) {
        return provider == Provider.XTREMEPUSH ? TaskKind.PUSH : TaskKind.SOFTWARE_UPGRADE;
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
