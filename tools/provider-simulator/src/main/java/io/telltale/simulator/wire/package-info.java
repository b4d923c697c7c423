/**
 * What all provider protocols share on the wire: request numbers, JSON answers, each provider's
 * paths and errors, bearers, the faults drawn for each request, and the record of requests.
 */
@NullMarked
package io.telltale.simulator.wire;

import org.jspecify.annotations.NullMarked;
