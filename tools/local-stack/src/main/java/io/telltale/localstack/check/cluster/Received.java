package io.telltale.localstack.check.cluster;

import java.util.List;
import java.util.Map;

/**
 * What a client of a live stream got.
 *
 * @param ref that it follows
 * @param begin ends of the partitions of the topic of timelines when the first stream was open:
 *     everything behind them has to come; empty before
 * @param events in their order, over all its connections
 */
record Received(String ref, Map<Integer, Long> begin, List<LiveEvent> events) {

    Received {
        begin = Map.copyOf(begin);
        events = List.copyOf(events);
    }
}
