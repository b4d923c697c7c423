/**
 * The sub-topology of refs. Events, identities and observations of a ref come in; its rows, cards
 * and tasks are kept here. Timeline entries, parts of devices, SMS rows, observations and campaign
 * sums leave. {@link io.telltale.streams.ref.RefProcessor} is the one step; everything it decides
 * is decided in the pure classes beside it. Next are {@code register}, {@code device} and {@code
 * campaign}.
 */
@NullMarked
package io.telltale.streams.ref;

import org.jspecify.annotations.NullMarked;
