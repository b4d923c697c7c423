package io.telltale.streams.campaign;

import io.telltale.schemas.record.CampaignProgress;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * Place of a campaign in the list of campaigns: newest first, then by ref.
 *
 * @param firstObservedAt our time of its first reading, in milliseconds; 0 before one
 * @param campaign campaign ref
 */
public record CampaignPosition(long firstObservedAt, String campaign)
        implements Comparable<CampaignPosition> {

    private static final Comparator<CampaignPosition> ORDER =
            Comparator.comparingLong(CampaignPosition::firstObservedAt)
                    .reversed()
                    .thenComparing(CampaignPosition::campaign);

    private static final int TIME_DIGITS = 16;

    /** The position of a published campaign. */
    public static CampaignPosition of(CampaignProgress progress) {
        var first = progress.getFirstObservedAt();
        return new CampaignPosition(
                (first == null ? Instant.EPOCH : first).toEpochMilli(), progress.getCampaignRef());
    }

    @Override
    public int compareTo(CampaignPosition other) {
        return ORDER.compare(this, other);
    }

    /** As a key: the bytes sort as the positions do. */
    String key() {
        return HexFormat.of().toHexDigits(Long.MAX_VALUE - firstObservedAt) + campaign;
    }

    static String campaign(String key) {
        return key.substring(TIME_DIGITS);
    }
}
