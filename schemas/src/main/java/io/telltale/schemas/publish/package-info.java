/**
 * A record becomes a Kafka record here: bytes, key, time stamp, CloudEvents headers. Next stop is
 * the broker.
 */
@NullMarked
package io.telltale.schemas.publish;

import org.jspecify.annotations.NullMarked;
