package io.telltale.streams.campaign;

import io.telltale.schemas.record.ReasonCount;
import io.telltale.streams.record.TallyDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the devices of a campaign by tally, and finds the most frequent tallies without looking at
 * the others: an index lies in the order of ranks.
 *
 * <p>The rank of a tally is its count, cut to the ten leading binary digits. So a tally of fewer
 * than 1,024 devices has its exact place, and one of many is seldom moved: an index that is moved
 * with every device would be read through its own tombstones.
 */
final class RankedTallies {

    /** Most frequent tallies in a progress. */
    static final int MOST_REASONS = 50;

    /**
     * Rows of the index looked at for them. More would be needed only where over 900 tallies of
     * 1,024 devices or more share the last rank; then some of them stand for all.
     */
    static final int MOST_RANKS = 1_000;

    private static final int EXACT_BITS = 10;
    private static final int RANK_DIGITS = 16;

    private static final Comparator<ReasonCount> SHOWN_ORDER =
            Comparator.comparingLong(ReasonCount::getDevices)
                    .reversed()
                    .thenComparing(ReasonCount::getOutcome)
                    .thenComparing(ReasonCount::getProviderStatus)
                    .thenComparing(
                            ReasonCount::getReason,
                            Comparator.nullsFirst(Comparator.naturalOrder()));

    private final CampaignViews views;

    RankedTallies(CampaignViews views) {
        this.views = views;
    }

    /** The new count of a tally and the one before it. */
    record Write(String id, ReasonCount tally, long before) {}

    /** What a change makes of a tally; writes nothing. */
    Write prepare(String campaign, TallyDelta change) {
        var known = views.tallies().get(campaign, change.getId());
        var before = known == null ? 0 : known.getDevices();
        return new Write(
                change.getId(), tally(known, change, before + change.getDevices()), before);
    }

    private static ReasonCount tally(@Nullable ReasonCount known, TallyDelta change, long now) {
        return known == null
                ? new ReasonCount(
                        change.getOutcome(), change.getProviderStatus(), change.getReason(), now)
                : new ReasonCount(
                        known.getOutcome(), known.getProviderStatus(), known.getReason(), now);
    }

    void write(String campaign, Write write) {
        var now = write.tally().getDevices();
        var rankBefore = rank(write.before());
        var rankNow = rank(now);
        views.tallies().put(campaign, write.id(), now == 0 ? null : write.tally());
        if (rankBefore == rankNow) {
            return;
        }
        if (rankBefore != 0) {
            views.ranks().put(campaign, place(rankBefore, write.id()), null);
        }
        if (rankNow != 0) {
            views.ranks().put(campaign, place(rankNow, write.id()), CampaignViews.indexed());
        }
    }

    /**
     * The most frequent tallies, at most {@value #MOST_REASONS}. Of equal counts the ids decide.
     */
    List<ReasonCount> mostFrequent(String campaign, RowBudget budget) {
        var places = candidates(campaign);
        budget.lookedAt(2 * places.size());
        var found = new ArrayList<Candidate>();
        for (var place : places) {
            var id = place.substring(RANK_DIGITS);
            var tally = views.tallies().get(campaign, id);
            if (tally != null) {
                found.add(new Candidate(id, tally));
            }
        }
        return found.stream()
                .sorted(Candidate.ORDER)
                .limit(MOST_REASONS)
                .map(Candidate::tally)
                .sorted(SHOWN_ORDER)
                .toList();
    }

    private record Candidate(String id, ReasonCount tally) {
        private static final Comparator<Candidate> ORDER =
                Comparator.<Candidate>comparingLong(each -> each.tally().getDevices())
                        .reversed()
                        .thenComparing(Candidate::id);
    }

    /** The first of the index, and those that share the rank of the last of them. */
    private List<String> candidates(String campaign) {
        var places = new ArrayList<String>();
        var after = CampaignViews.NONE;
        var rank = "";
        while (places.size() < MOST_RANKS) {
            var page = views.ranks().entries(campaign, after, MOST_REASONS);
            for (var entry : page) {
                if (places.size() >= MOST_REASONS && !entry.member().startsWith(rank)) {
                    return places;
                }
                places.add(entry.member());
            }
            if (page.size() < MOST_REASONS || isExact(places.getLast())) {
                return places;
            }
            after = places.getLast();
            rank = rank.isEmpty() ? after.substring(0, RANK_DIGITS) : rank;
        }
        return places;
    }

    /** The ten leading binary digits of a count, the others zero; 0 where none is counted. */
    static long rank(long devices) {
        if (devices <= 0) {
            return 0;
        }
        var dropped = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(devices) - EXACT_BITS);
        return devices >> dropped << dropped;
    }

    private static boolean isExact(String place) {
        var rank = Long.MAX_VALUE - HexFormat.fromHexDigitsToLong(place, 0, RANK_DIGITS);
        return rank < 1L << EXACT_BITS;
    }

    private static String place(long rank, String id) {
        return HexFormat.of().toHexDigits(Long.MAX_VALUE - rank) + id;
    }
}
