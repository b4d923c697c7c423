package io.telltale.streams.query;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A cluster with one partition.
 *
 * @param reads of every store
 * @param looks gives the freshness at each look
 */
public record OnlyPartition(PartitionReads reads, Supplier<Freshness> looks) implements Placement {

    /** One whose copies are always as of this time. */
    public static OnlyPartition asOf(PartitionReads reads, Instant time) {
        return new OnlyPartition(reads, () -> freshness(time));
    }

    /** Freshness of the active copy, without a lag. */
    static Freshness freshness(Instant asOf) {
        return new Freshness(OptionalLong.of(0), Optional.of(asOf), Freshness.Role.ACTIVE);
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public PartitionReads of(String store, int partition) {
        return reads;
    }

    @Override
    public Freshness freshness() {
        return looks.get();
    }
}
