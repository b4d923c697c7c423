/**
 * What an event says about itself: its id, its place in an order, its words and its sizes.
 * Providers' mappers come here first, {@code publish} comes after.
 */
@NullMarked
package io.telltale.schemas.event;

import org.jspecify.annotations.NullMarked;
