/**
 * The topology as a whole: declared topics are read, four sub-topologies do the work, derived
 * records are written. {@link io.telltale.streams.topology.StreamsTopology} is the table of
 * contents. Records that cannot be processed become dead letters here. Record times are always
 * ours, never a provider's. Next is {@code query}, which reads what the sub-topologies keep.
 */
@NullMarked
package io.telltale.streams.topology;

import org.jspecify.annotations.NullMarked;
