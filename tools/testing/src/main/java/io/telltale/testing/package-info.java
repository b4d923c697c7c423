/**
 * Fixtures that the tests of all modules share: a Kafka broker, a schema registry, relays that
 * delay or answer, and one way to wait. Knows no other class of Telltale but the broker.
 */
@NullMarked
package io.telltale.testing;

import org.jspecify.annotations.NullMarked;
