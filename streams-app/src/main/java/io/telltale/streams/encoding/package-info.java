/**
 * Encoding of stored values: records and row keys come in, bytes for stores, changelogs and
 * internal topics leave. No schema registry is involved, so stores can be read while it is away.
 */
@NullMarked
package io.telltale.streams.encoding;

import org.jspecify.annotations.NullMarked;
