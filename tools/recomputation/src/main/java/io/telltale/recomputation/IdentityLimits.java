package io.telltale.recomputation;

/**
 * Bounds of identity. Whatever exceeds one becomes a conflict.
 *
 * @param refs most refs of a device at one time
 * @param clusterRefs most refs that links and pairs ever connect
 * @param clusterEdges most links and pairs of such a cluster
 * @param clusterCarriers most carriers that ever followed a cluster, also through another carrier
 * @param partners most device ids that one was named with, before it counts as junk
 * @param values most values of one unique kind that a device id was named with, before it counts as
 *     junk
 * @param intervals most intervals of a ref, besides the one before them
 * @param members most members of a roster
 * @param conflicts most conflicts of a ref
 */
public record IdentityLimits(
        int refs,
        int clusterRefs,
        int clusterEdges,
        int clusterCarriers,
        int partners,
        int values,
        int intervals,
        int members,
        int conflicts) {

    /** The documented ones. */
    public static final IdentityLimits DEFAULT =
            new IdentityLimits(64, 256, 2_048, 256, 256, 8, 64, 128, 64);
}
