package io.telltale.localstack.check.cluster;

import java.time.Instant;

/**
 * The times that decide which records an answer may contain.
 *
 * @param asOf everything seen until then is in it
 * @param answeredAt nothing stamped later is in it
 */
record Answered(Instant asOf, Instant answeredAt) {}
