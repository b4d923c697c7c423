package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.TaskKind;
import io.telltale.service.openapi.ProviderName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A campaign in the list of all: {@link CampaignJson} without the counts by reason. */
@Serdeable
record CampaignSummaryJson(
        String campaignRef,
        TaskKind kind,
        ProviderName provider,
        String account,
        String campaignId,
        @Nullable String name,
        @Nullable String providerStatus,
        @Nullable String startsOn,
        @Nullable String endsOn,
        @Nullable Long reportedDevices,
        long devices,
        @Schema(ref = "#/components/schemas/OutcomeCounts") Map<String, Long> byOutcome,
        @Nullable Long stuck,
        @Nullable Instant lastScanAt,
        @Nullable Instant firstObservedAt) {

    static CampaignSummaryJson of(CampaignProgress progress) {
        return new CampaignSummaryJson(
                progress.getCampaignRef(),
                progress.getKind(),
                ProviderName.of(progress.getProvider()),
                progress.getAccount(),
                progress.getCampaignId(),
                progress.getName(),
                progress.getProviderStatus(),
                CampaignJson.day(progress.getStartsOn()),
                CampaignJson.day(progress.getEndsOn()),
                progress.getReportedDevices(),
                progress.getDevices(),
                CampaignJson.allOutcomes(progress.getByOutcome()),
                CampaignJson.stuck(progress),
                progress.getLastScanAt(),
                progress.getFirstObservedAt());
    }
}
