/**
 * What callers see: a request comes in, is asked of {@code store.DeviceQueries}, and leaves as JSON
 * of its own records. Nothing knows this package.
 */
@NullMarked
package io.telltale.streams.http;

import org.jspecify.annotations.NullMarked;
