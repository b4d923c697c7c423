package io.telltale.streams.live;

import java.time.Duration;

/**
 * What streams may cost.
 *
 * @param streams most open streams
 * @param queuedEvents most events that wait for one stream
 * @param queuedBytes most bytes that wait for all streams; bytes of one event that wait for several
 *     streams count once
 * @param replayedRecords how many records of its partition a stream may lie behind when it begins
 * @param silence how long a stream may stay without being read
 */
record LiveLimits(
        int streams, int queuedEvents, long queuedBytes, long replayedRecords, Duration silence) {

    static final LiveLimits USUAL =
            new LiveLimits(10_000, 1_000, 32L << 20, 200_000, Duration.ofMinutes(1));
}
