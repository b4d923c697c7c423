/**
 * The rules by which events become state: pure functions, the same result whatever the order in
 * which the same events come. Steps in {@code topology} call them; reads in {@code store} use those
 * that work on a whole history.
 */
@NullMarked
package io.telltale.streams.fold;

import org.jspecify.annotations.NullMarked;
