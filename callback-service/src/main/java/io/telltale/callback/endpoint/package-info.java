/**
 * Where providers call. A request comes in, records leave for the brokers, and a status goes back:
 * 2xx says that the brokers have everything.
 */
@NullMarked
package io.telltale.callback.endpoint;

import org.jspecify.annotations.NullMarked;
