package io.telltale.streams.fold;

import io.telltale.schemas.record.Outcome;
import io.telltale.streams.record.CampaignHead;
import io.telltale.streams.record.CampaignMember;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a device that is under way counts as stuck: nothing new was told of it for so long. Reckoned
 * in whole minutes, so that devices can be counted by the minute of their last news.
 *
 * @param after how long, in whole minutes
 */
public record Stuck(Duration after) {

    /** The minute since when nothing new was told; empty where the device is not under way. */
    public static Optional<Long> silentSince(CampaignMember member) {
        return member.getOutcome() == Outcome.PENDING || member.getOutcome() == Outcome.IN_PROGRESS
                ? Optional.of(minute(member.getObservedAt()))
                : Optional.empty();
    }

    /** Whether silence since that minute is too long. */
    public boolean isTooLong(long minute, Instant now) {
        return minute < minute(now.minus(after));
    }

    /** Why the device is stuck now; empty where it is not. */
    public Optional<StuckReason> reason(CampaignMember member, CampaignHead head, Instant now) {
        return silentSince(member)
                .filter(minute -> isTooLong(minute, now))
                .map(_ -> reason(head, now));
    }

    private StuckReason reason(CampaignHead head, Instant now) {
        if (head.getIsPollFailing()) {
            return StuckReason.POLL_FAILING;
        }
        var last = head.getLastReadingAt();
        return last == null || isTooLong(minute(last), now)
                ? StuckReason.PROVIDER_SILENT
                : StuckReason.DEVICE_SILENT;
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60L);
    }
}
