package io.telltale.streams.campaign;

import io.telltale.streams.record.CampaignStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides when a device under way counts as stuck: when nothing new was read of it for some hours.
 * Devices are counted and listed by whole hours, so a count and its list agree.
 *
 * @param after how long, in whole hours
 */
public record StuckRule(Duration after) {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** The hour of the last reading, since 1970; empty where the device is not under way. */
    static OptionalLong silentSince(CampaignStanding standing) {
        return switch (standing.getOutcome()) {
            case PENDING, IN_PROGRESS -> OptionalLong.of(hour(standing.getObservedAt()));
            case UNKNOWN, SUCCEEDED, FAILED, CANCELED, EXPIRED, REMOVED -> OptionalLong.empty();
        };
    }

    /** The first hour whose silence is not too long: devices of earlier hours are stuck. */
    long firstHourNotStuck(Instant now) {
        return hour(now.minus(after).toEpochMilli());
    }

    /** Why the device is stuck now; empty where it is not. */
    Optional<StuckReason> reason(
            CampaignStanding standing, CampaignActivity activity, Instant now) {
        var limit = firstHourNotStuck(now);
        var silentSince = silentSince(standing);
        return silentSince.isPresent() && silentSince.getAsLong() < limit
                ? Optional.of(reason(activity, limit))
                : Optional.empty();
    }

    private static StuckReason reason(CampaignActivity activity, long limit) {
        if (activity.isPollFailing()) {
            return StuckReason.POLL_FAILING;
        }
        var last = activity.lastReadingAt();
        return last == null || hour(last) < limit
                ? StuckReason.PROVIDER_SILENT
                : StuckReason.DEVICE_SILENT;
    }

    private static long hour(long millis) {
        return Math.max(0, Math.floorDiv(millis, HOUR));
    }
}
