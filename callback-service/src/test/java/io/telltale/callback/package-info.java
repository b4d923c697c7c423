/**
 * The callback service under test: its real server over HTTP, Kafka's own mock producer in the
 * place of the brokers, a registry that answers over HTTP.
 */
@NullMarked
package io.telltale.callback;

import org.jspecify.annotations.NullMarked;
