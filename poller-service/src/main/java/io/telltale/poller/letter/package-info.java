/**
 * Dead letters for the operator: they are read from their topic when somebody asks, and those that
 * came from a topic of ours are written back to it, each once. Next is {@code http}, which shows
 * them.
 */
@NullMarked
package io.telltale.poller.letter;

import org.jspecify.annotations.NullMarked;
