/**
 * Keeps what changes: entries arrive from the packages above, are on disk before {@code append}
 * returns, and leave again through {@code replay} after a restart.
 */
@NullMarked
package io.telltale.simulator.journal;

import org.jspecify.annotations.NullMarked;
