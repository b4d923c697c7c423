/**
 * Limits of the callback port. Connections and bytes come in from any address; limited connections,
 * body bytes and request times go on to {@code endpoint}. What exceeds a limit is closed or marked
 * before it costs memory.
 */
@NullMarked
package io.telltale.callback.connection;

import org.jspecify.annotations.NullMarked;
