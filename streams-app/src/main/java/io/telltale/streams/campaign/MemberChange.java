package io.telltale.streams.campaign;

import io.telltale.schemas.record.Provider;
import io.telltale.streams.record.CampaignStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a reading changes in a campaign; decided before anything is written.
 *
 * @param campaign campaign ref
 * @param ref device ref
 * @param provider provider of the campaign
 * @param observedAt our time of the reading, in milliseconds
 * @param standing the new standing; null where a later reading is known
 * @param lines changes of counts
 */
public record MemberChange(
        String campaign,
        String ref,
        Provider provider,
        long observedAt,
        @Nullable CampaignStanding standing,
        List<Line> lines) {

    /** The list is copied. */
    public MemberChange {
        lines = List.copyOf(lines);
    }

    /** One count that changes. */
    sealed interface Line {}

    /**
     * A tally gains or loses devices.
     *
     * @param devices how many come; negative: leave
     */
    record InTally(TallyKey tally, long devices) implements Line {}

    /**
     * An hour of silence gains or loses devices.
     *
     * @param hour hour of the last reading, since 1970
     * @param devices how many come; negative: leave
     */
    record InHour(long hour, long devices) implements Line {}

    /** The change that a reading makes to what is known of its device. */
    static MemberChange of(CampaignReading reading, @Nullable CampaignStanding known) {
        var standing = reading.standing();
        var isLatest = CampaignStandings.supersedes(standing, known);
        return new MemberChange(
                reading.campaign(),
                reading.ref(),
                reading.provider(),
                standing.getObservedAt(),
                isLatest ? standing : null,
                isLatest ? lines(known, standing) : List.of());
    }

    private static List<Line> lines(@Nullable CampaignStanding known, CampaignStanding now) {
        var lines = new ArrayList<Line>();
        var talliedBefore = known == null ? null : known.getTally();
        if (!Objects.equals(talliedBefore, now.getTally())) {
            TallyKey.of(known).ifPresent(tally -> lines.add(new InTally(tally, -1)));
            TallyKey.of(now).ifPresent(tally -> lines.add(new InTally(tally, 1)));
        }
        var silentBefore = known == null ? null : hour(known);
        var silentAfter = hour(now);
        if (!Objects.equals(silentBefore, silentAfter)) {
            if (silentBefore != null) {
                lines.add(new InHour(silentBefore, -1));
            }
            if (silentAfter != null) {
                lines.add(new InHour(silentAfter, 1));
            }
        }
        return lines;
    }

    private static @Nullable Long hour(CampaignStanding standing) {
        var hour = StuckRule.silentSince(standing);
        return hour.isPresent() ? hour.getAsLong() : null;
    }
}
