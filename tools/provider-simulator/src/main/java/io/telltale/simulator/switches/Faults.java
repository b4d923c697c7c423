package io.telltale.simulator.switches;

/**
 * What goes wrong at random: the share of requests or callbacks that each fault hits, 0 to 1, drawn
 * independently.
 *
 * @param http429 refused for their rate, half of them without {@code Retry-After}
 * @param http403 refused with a code for missing permissions; no request that signs in
 * @param http500 failed by the provider: half of them before the request had any effect, half
 *     after, when only the answer is lost
 * @param slow answered after {@code slowDelay}, the effect done at once
 * @param truncated answered with the body cut: half of them with the length of the cut body, half
 *     with the whole length and a connection that breaks off
 * @param expiredSession the session of the request ends before it is looked at
 * @param repeatedCallback delivered once more after it was accepted
 * @param reorderedCallback held back for up to three seconds, so that later ones overtake
 */
public record Faults(
        double http429,
        double http403,
        double http500,
        double slow,
        double truncated,
        double expiredSession,
        double repeatedCallback,
        double reorderedCallback) {

    public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0);
}
