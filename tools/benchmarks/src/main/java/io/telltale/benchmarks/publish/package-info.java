/** Batches of a mix arrive, records on the topics leave. */
@NullMarked
package io.telltale.benchmarks.publish;

import org.jspecify.annotations.NullMarked;
