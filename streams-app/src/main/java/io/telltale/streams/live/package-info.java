/**
 * Live streams of devices. A record of {@code device.timeline.v1} goes from a reader to {@link
 * io.telltale.streams.live.OpenStreams}, from there to the queue of each stream that follows its
 * device key, and leaves with {@link io.telltale.streams.live.LiveStream#next}.
 *
 * <p>{@link io.telltale.streams.live.TimelineStreams} has a reader of what is new, once for all
 * streams. {@link io.telltale.streams.live.CatchUpReader} reads what a stream that comes back has
 * missed, once for all streams of a partition. {@link io.telltale.streams.live.DeviceKeySweep}
 * notices that a ref has moved to another device.
 */
@NullMarked
package io.telltale.streams.live;

import org.jspecify.annotations.NullMarked;
