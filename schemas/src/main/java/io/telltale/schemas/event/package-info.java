/**
 * Ids, order, outcomes and size limits of events. Providers' mappers come here first, {@code
 * publish} comes after.
 */
@NullMarked
package io.telltale.schemas.event;

import org.jspecify.annotations.NullMarked;
