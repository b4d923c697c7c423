package io.telltale.streams.run;

import io.telltale.service.peer.PeerAddress;
import io.telltale.service.peer.PeerClient;
import io.telltale.streams.peer.PeerReads;
import io.telltale.streams.query.Freshness;
import io.telltale.streams.query.LocalReads;
import io.telltale.streams.query.PartUnavailableException;
import io.telltale.streams.query.PartitionReads;
import io.telltale.streams.query.Placement;
import io.telltale.streams.query.StorePartitions;

/**
 * Reads a partition here where this instance has it, else on the instance that has it.
 *
 * @param local reads of this instance
 * @param address of this instance
 */
record ClusterPlacement(
        StorePartitions stores,
        StoreOwners owners,
        LocalReads local,
        PeerClient client,
        PeerAddress address)
        implements Placement {

    @Override
    public int partitions() {
        return stores.partitions();
    }

    @Override
    public PartitionReads of(String store, int partition) {
        var owner =
                owners.of(store, partition)
                        .orElseThrow(() ->
                                new PartUnavailableException(
                                        "no instance has partition %d of the store %s now"
                                                .formatted(partition, store)));
        return owner.equals(address.text()) ? local : new PeerReads(client, owner);
    }

    @Override
    public Freshness freshness() {
        return stores.freshness();
    }
}
