package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.schemas.record.TaskKind;
import io.telltale.service.openapi.ProviderName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a campaign.
 *
 * @param stuck devices in progress that have not changed for long; null while not counted yet
 */
@Serdeable
record CampaignJson(
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
        List<Reason> byReason,
        @Nullable Long stuck,
        @Nullable Instant lastScanAt,
        @Nullable Instant firstObservedAt) {

    /** Outcomes that are counted, in the order in which they are shown. */
    static final List<Outcome> COUNTED =
            List.of(
                    Outcome.PENDING,
                    Outcome.IN_PROGRESS,
                    Outcome.SUCCEEDED,
                    Outcome.FAILED,
                    Outcome.CANCELED,
                    Outcome.EXPIRED,
                    Outcome.UNKNOWN);

    static CampaignJson of(CampaignProgress progress) {
        return new CampaignJson(
                progress.getCampaignRef(),
                progress.getKind(),
                ProviderName.of(progress.getProvider()),
                progress.getAccount(),
                progress.getCampaignId(),
                progress.getName(),
                progress.getProviderStatus(),
                day(progress.getStartsOn()),
                day(progress.getEndsOn()),
                progress.getReportedDevices(),
                progress.getDevices(),
                allOutcomes(progress.getByOutcome()),
                progress.getByReason().stream().map(Reason::of).toList(),
                stuck(progress),
                progress.getLastScanAt(),
                progress.getFirstObservedAt());
    }

    static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    static Map<String, Long> allOutcomes(Map<String, Long> counted) {
        var all = new LinkedHashMap<String, Long>();
        COUNTED.forEach(
                outcome -> all.put(outcome.name(), counted.getOrDefault(outcome.name(), 0L)));
        return all;
    }

    /** None when no device is under way, looked at or not. */
    static @Nullable Long stuck(CampaignProgress progress) {
        var counted = progress.getByOutcome();
        var underWay =
                counted.getOrDefault(Outcome.PENDING.name(), 0L)
                        + counted.getOrDefault(Outcome.IN_PROGRESS.name(), 0L);
        return underWay == 0 ? Long.valueOf(0) : progress.getStuck();
    }

    /** Number of devices with the same outcome, status and reason. */
    @Serdeable
    record Reason(Outcome outcome, String providerStatus, @Nullable String reason, long devices) {
        static Reason of(ReasonCount count) {
            return new Reason(
                    count.getOutcome(),
                    count.getProviderStatus(),
                    count.getReason(),
                    count.getDevices());
        }
    }
}
