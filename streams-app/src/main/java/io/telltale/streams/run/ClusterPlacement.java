package io.telltale.streams.run;

import io.telltale.service.peer.PeerAddress;
import io.telltale.service.peer.PeerClient;
import io.telltale.streams.peer.PeerReads;
import io.telltale.streams.query.Freshness;
import io.telltale.streams.query.PartUnavailableException;
import io.telltale.streams.query.PartitionReads;
import io.telltale.streams.query.Placement;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a partition on the instance that processes it; while that instance is silent, on one with a
 * copy that has caught up.
 *
 * @param active reads of what this instance processes
 * @param copies reads of the copies of this instance
 * @param address of this instance
 * @param timers of reads by place
 */
record ClusterPlacement(
        int partitions,
        LagMonitor lagMonitor,
        PartitionReads active,
        PartitionReads copies,
        PeerClient client,
        PeerAddress address,
        ReadTimers timers)
        implements Placement {

    @Override
    public PartitionReads of(String store, int partition) {
        var owners = lagMonitor.owners();
        var input = owners.input(store, partition);
        var owner =
                owners.of(input)
                        .orElseThrow(() ->
                                new PartUnavailableException(
                                        "no instance has partition %d of the store %s now"
                                                .formatted(partition, store)));
        if (owner.equals(address.text())) {
            return local(active);
        }
        return lagMonitor
                .watch()
                .silenceOf(input)
                .map(silence -> copyOf(input, store, silence))
                .orElseGet(() -> remote(PeerReads.active(client, owner)));
    }

    private PartitionReads copyOf(TopicPartition input, String store, String silence) {
        var holder =
                lagMonitor
                        .watch()
                        .copyOf(input)
                        .orElseThrow(() ->
                                new PartUnavailableException(
                                        "%s; and no copy of partition %d of the store %s has caught up"
                                                .formatted(silence, input.partition(), store)));
        return holder.equals(address.text())
                ? local(copies)
                : remote(PeerReads.copies(client, holder));
    }

    private PartitionReads local(PartitionReads reads) {
        return new TimedReads(reads, timers.local());
    }

    private PartitionReads remote(PartitionReads reads) {
        return new TimedReads(reads, timers.remote());
    }

    @Override
    public Freshness freshness() {
        return lagMonitor.freshness();
    }
}
