package io.telltale.streams.register;

import java.util.List;

/**
 * Facts changed, and identities are not settled yet.
 *
 * @param timestamp of the record that changed them, in milliseconds
 * @param isOfCarrier whether transitions of a carrier changed, rather than a link or a pair
 * @param refs the two refs of a link or pair; or the carrier, then the holders that it is with at
 *     other times than before
 */
record Touch(long timestamp, boolean isOfCarrier, List<String> refs) {}
