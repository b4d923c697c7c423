package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.ReasonCount;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a campaign is. What no source tells yet (name, status, dates) is null. */
@Serdeable
record CampaignJson(
        String campaignRef,
        String kind,
        String provider,
        String account,
        String campaignId,
        @Nullable String name,
        @Nullable String providerStatus,
        @Nullable String startsOn,
        @Nullable String endsOn,
        @Nullable Long reportedDevices,
        long devices,
        Map<String, Long> byOutcome,
        List<Reason> byReason,
        @Nullable Long stuck,
        @Nullable Instant lastScanAt) {

    static CampaignJson of(CampaignProgress progress) {
        return new CampaignJson(
                progress.getCampaignRef(),
                progress.getKind().name(),
                Words.of(progress.getProvider()),
                progress.getAccount(),
                progress.getCampaignId(),
                null,
                null,
                null,
                null,
                progress.getReportedDevices(),
                progress.getDevices(),
                allOutcomes(progress.getByOutcome()),
                progress.getByReason().stream().map(Reason::of).toList(),
                stuck(progress.getByOutcome()),
                progress.getLastScanAt());
    }

    private static Map<String, Long> allOutcomes(Map<String, Long> counted) {
        var all = new LinkedHashMap<String, Long>();
        Parameters.COUNTED.forEach(
                outcome -> all.put(outcome.name(), counted.getOrDefault(outcome.name(), 0L)));
        return all;
    }

    /** None when no device is under way; how many of those under way are stuck is not judged. */
    private static @Nullable Long stuck(Map<String, Long> counted) {
        var underWay =
                counted.getOrDefault(Outcome.PENDING.name(), 0L)
                        + counted.getOrDefault(Outcome.IN_PROGRESS.name(), 0L);
        return underWay == 0 ? 0L : null;
    }

    /** Devices that share outcome, word and reason. */
    @Serdeable
    record Reason(String outcome, String providerStatus, @Nullable String reason, long devices) {
        static Reason of(ReasonCount count) {
            return new Reason(
                    count.getOutcome().name(),
                    count.getProviderStatus(),
                    count.getReason(),
                    count.getDevices());
        }
    }
}
