package io.telltale.streams.register;

/**
 * Limits that a ref was beyond when it was last settled. When this changes, more refs change than
 * those whose facts did.
 *
 * @param isJunk whether it was named with too many device ids
 * @param isInLargeCluster whether its cluster had too many refs or edges
 * @param isCrowded whether its cluster had too many carriers
 */
record ReachedLimits(boolean isJunk, boolean isInLargeCluster, boolean isCrowded) {

    static final ReachedLimits NONE = new ReachedLimits(false, false, false);
}
