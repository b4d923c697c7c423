package io.telltale.streams.register;

/**
 * Counts of the facts of a ref, and the limits it was beyond when it was last settled.
 *
 * @param links declared links
 * @param pairs device ids that it was named with
 * @param carriers carriers that it holds or held
 * @param limits limits that it was beyond
 */
record RefSummary(int links, int pairs, int carriers, ReachedLimits limits) {

    static final RefSummary NONE = new RefSummary(0, 0, 0, ReachedLimits.NONE);

    RefSummary plusLinks(int more) {
        return new RefSummary(links + more, pairs, carriers, limits);
    }

    RefSummary plusPairs(int more) {
        return new RefSummary(links, pairs + more, carriers, limits);
    }

    RefSummary plusCarriers(int more) {
        return new RefSummary(links, pairs, carriers + more, limits);
    }

    RefSummary with(ReachedLimits reached) {
        return new RefSummary(links, pairs, carriers, reached);
    }
}
