/**
 * Reads: what is asked over HTTP is looked up in the stores of {@code ref}, {@code device} and
 * {@code campaign}, by partition. Every read looks at what its page needs and no more; an answer is
 * whole, or says that it is not ready. Next is {@code http}.
 */
@NullMarked
package io.telltale.streams.query;

import org.jspecify.annotations.NullMarked;
