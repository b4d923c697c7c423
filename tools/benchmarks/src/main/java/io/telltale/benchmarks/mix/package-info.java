/**
 * The events of a fleet: a seed and a number of devices arrive, records of the real classes leave,
 * in batches as a poller would publish them. Equal seeds give equal records.
 */
@NullMarked
package io.telltale.benchmarks.mix;

import org.jspecify.annotations.NullMarked;
