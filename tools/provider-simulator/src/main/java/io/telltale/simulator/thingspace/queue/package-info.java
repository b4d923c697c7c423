/**
 * Messages from devices: they arrive by the fleet's plan, and leave by callback, or by reading the
 * queue block by block.
 */
@NullMarked
package io.telltale.simulator.thingspace.queue;

import org.jspecify.annotations.NullMarked;
