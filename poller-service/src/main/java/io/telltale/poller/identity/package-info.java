/**
 * Declared links: lines of a file come in, records on the link topic leave; the register in the
 * streams application is next.
 */
@NullMarked
package io.telltale.poller.identity;

import org.jspecify.annotations.NullMarked;
