/**
 * The graph: events come in from topics, parts, devices and campaigns are kept in stores, derived
 * records leave. {@link io.telltale.streams.topology.DeviceTopology} is the table of contents; each
 * step is a class with one {@code apply}. Times of records are always ours, never a provider's.
 * Next is {@code store}, which reads what is kept here.
 */
@NullMarked
package io.telltale.streams.topology;

import org.jspecify.annotations.NullMarked;
