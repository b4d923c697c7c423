package io.telltale.streams.query;

/** Where the partitions of the state stores are. */
public interface Placement {

    /** Number of partitions of every store. */
    int partitions();

    /**
     * The reads of the instance that has a partition of a store. Partitions of one instance have
     * the same reads.
     *
     * @throws PartUnavailableException while no instance has it
     */
    PartitionReads of(String store, int partition);

    /** How far the topology is, on all instances. */
    Freshness freshness();
}
