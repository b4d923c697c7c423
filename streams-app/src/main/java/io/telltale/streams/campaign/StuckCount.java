package io.telltale.streams.campaign;

import io.telltale.streams.record.CampaignState;
import java.util.HexFormat;

/**
 * Devices under way whose last reading lies in an hour before a limit.
 *
 * @param before first hour that is not counted
 * @param devices how many
 */
record StuckCount(long before, long devices) {

    private static final int PAGE = 100;

    /** Second part of the key of an hour; keys lie in the order of hours. */
    static String key(long hour) {
        return HexFormat.of().toHexDigits(hour);
    }

    /**
     * The count at another limit, from the one in a state; reads only the hours between both, which
     * is one an hour.
     */
    static StuckCount at(
            long limit,
            String campaign,
            CampaignState state,
            CampaignViews views,
            RowBudget budget) {
        var known = state.getStuckBefore();
        var between =
                between(Math.min(known, limit), Math.max(known, limit), campaign, views, budget);
        return new StuckCount(limit, state.getStuck() + (limit >= known ? between : -between));
    }

    private static long between(
            long first, long end, String campaign, CampaignViews views, RowBudget budget) {
        var devices = 0L;
        var after = first == 0 ? CampaignViews.NONE : key(first - 1);
        while (first < end) {
            var page = views.silence().entries(campaign, after, PAGE);
            budget.lookedAt(page.size());
            for (var entry : page) {
                if (HexFormat.fromHexDigitsToLong(entry.member()) >= end) {
                    return devices;
                }
                devices += entry.value();
                after = entry.member();
            }
            if (page.size() < PAGE) {
                return devices;
            }
        }
        return devices;
    }
}
