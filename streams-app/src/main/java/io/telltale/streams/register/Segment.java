package io.telltale.streams.register;

import org.jspecify.annotations.Nullable;

/**
 * A span of time in which a ref is with one component, before limits on followers.
 *
 * @param begin in milliseconds, {@link Long#MIN_VALUE} for since ever
 * @param end in milliseconds, exclusive; {@link Long#MAX_VALUE} for no end
 * @param root the component: its own, or that of the holder it follows
 * @param following the transition by which a carrier follows a holder; null in its own component
 */
record Segment(long begin, long end, Component root, @Nullable Transition following) {}
