/**
 * The HTTP endpoint of callbacks. A request comes in, records leave for the brokers, and a status
 * goes back: 2xx means that the brokers acknowledged all records.
 */
@NullMarked
package io.telltale.callback.endpoint;

import org.jspecify.annotations.NullMarked;
