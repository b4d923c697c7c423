/**
 * Reads of what the graph remembers. A question comes in; found, unknown or not ready leaves, never
 * an empty answer that means "not yet". {@link io.telltale.streams.store.Reads} is the one seam;
 * next is {@code http}.
 */
@NullMarked
package io.telltale.streams.store;

import org.jspecify.annotations.NullMarked;
