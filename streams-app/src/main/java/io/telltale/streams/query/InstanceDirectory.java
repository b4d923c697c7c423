package io.telltale.streams.query;

import java.util.List;
import java.util.OptionalLong;

/** The instances of the service. */
public interface InstanceDirectory {

    /** All of them, by address. */
    List<Instance> all();

    /** Whether each partition of each store is read by a running instance. */
    boolean areReady(List<Instance> instances);

    /**
     * One instance.
     *
     * @param address {@code host:port}
     * @param active numbers of the partitions that it processes, ascending
     * @param standby numbers of the partitions it keeps standby copies of, ascending
     * @param lag records of its input that are not in its stores; empty while it is not known
     * @param restored how much of what it has to restore is restored, 0 to 1
     */
    record Instance(
            String address,
            State state,
            List<Integer> active,
            List<Integer> standby,
            OptionalLong lag,
            double restored) {

        /** Lists are copied. */
        public Instance {
            active = List.copyOf(active);
            standby = List.copyOf(standby);
        }
    }

    /** What an instance does. */
    enum State {
        /** It processes its partitions. */
        RUNNING,
        /** It takes or gives partitions. */
        REBALANCING,
        /** It reads its stores from their changelogs. */
        RESTORING,
        /** It stops, or has failed. */
        STOPPING,
        /** It does not answer. */
        UNREACHABLE
    }
}
