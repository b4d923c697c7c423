package io.telltale.streams.register;

/**
 * Bounds of what the register joins, looks at and writes. Whatever exceeds one becomes a conflict.
 *
 * @param refs most refs of a device at one time
 * @param clusterRefs most refs of a cluster
 * @param clusterEdges most links and pairs of a cluster
 * @param clusterCarriers most carriers that ever had a ref of a cluster as holder, also through
 *     another carrier
 * @param partners most device ids that one was named with, before it counts as junk
 * @param values most values of one unique kind that a device id was named with, before it counts as
 *     junk
 * @param intervals most intervals of an identity, besides the one before them
 * @param members most members of a roster
 * @param conflicts most conflicts of an identity
 */
record RegisterLimits(
        int refs,
        int clusterRefs,
        int clusterEdges,
        int clusterCarriers,
        int partners,
        int values,
        int intervals,
        int members,
        int conflicts) {

    static final RegisterLimits DEFAULT =
            new RegisterLimits(64, 256, 2_048, 256, 256, 8, 64, 128, 64);
}
