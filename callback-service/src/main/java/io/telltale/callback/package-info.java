/**
 * Is told by providers and writes what they tell. A callback comes in at {@code endpoint}, which
 * asks {@code verify} whether it is really them; events, dead letters and the note that an answer
 * came leave for the brokers. A provider hears 2xx only after the brokers acknowledged.
 */
@NullMarked
package io.telltale.callback;

import org.jspecify.annotations.NullMarked;
