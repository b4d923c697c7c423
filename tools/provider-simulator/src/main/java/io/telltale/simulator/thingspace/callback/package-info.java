/**
 * Callbacks: the other packages promise results, which leave as POST requests to the listener that
 * the account registered.
 */
@NullMarked
package io.telltale.simulator.thingspace.callback;

import org.jspecify.annotations.NullMarked;
