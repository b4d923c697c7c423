/**
 * What a record is. A record travels {@code ref} and {@code event} (what it says and how it is
 * identified) to {@code serde} (bytes), {@code topic} (where it is kept) and {@code publish} (how
 * it is sent). {@link io.telltale.schemas.Init} prepares brokers and registry for all of it.
 */
@NullMarked
package io.telltale.schemas;

import org.jspecify.annotations.NullMarked;
