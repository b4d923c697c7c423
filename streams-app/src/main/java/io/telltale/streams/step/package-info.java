/**
 * What all steps of the topology share: typed views on state stores, the share of time that an
 * outbox may take. Used by {@code ref}, {@code register}, {@code device} and {@code campaign}.
 */
@NullMarked
package io.telltale.streams.step;

import org.jspecify.annotations.NullMarked;
