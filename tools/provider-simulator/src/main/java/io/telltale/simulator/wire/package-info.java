/**
 * What all provider protocols share on the wire: request numbers, JSON answers, each provider's
 * error shape, and the faults drawn before a request is handled.
 */
@NullMarked
package io.telltale.simulator.wire;

import org.jspecify.annotations.NullMarked;
