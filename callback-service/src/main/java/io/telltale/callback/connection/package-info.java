/**
 * Connections and bytes come in, from anybody; only so many connections, bytes of bodies and
 * seconds of a request leave for {@code endpoint}. What is over is cut or marked before it costs
 * memory.
 */
@NullMarked
package io.telltale.callback.connection;

import org.jspecify.annotations.NullMarked;
