package io.telltale.streams.query;

import io.telltale.schemas.topic.KeyPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Finds the instances of a read, and reads all of them at the same time. A result is whole: where
 * one instance does not answer, its exception ends the read.
 */
final class ClusterReads {

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final Placement placement;

    ClusterReads(Placement placement) {
        this.placement = placement;
    }

    /** The reads of the instance that has the partition of a key. */
    PartitionReads of(String store, String key) {
        return placement.of(store, KeyPartition.of(key, placement.partitions()));
    }

    /** A read of every instance, each with its partitions of a store. */
    <T> List<T> everywhere(String store, BiFunction<PartitionReads, Set<Integer>, T> read) {
        var parts = new LinkedHashMap<PartitionReads, Set<Integer>>();
        for (var partition = 0; partition < placement.partitions(); partition++) {
            parts.computeIfAbsent(placement.of(store, partition), _ -> new TreeSet<>())
                    .add(partition);
        }
        return all(parts, read);
    }

    /**
     * A read of the instances that have the partitions of these items, each with its items in their
     * order.
     *
     * @param key of an item, which decides its partition
     * @return a result of each instance
     */
    <I, T> List<T> each(
            String store,
            List<I> items,
            Function<I, String> key,
            BiFunction<PartitionReads, List<I>, T> read) {
        var parts = new LinkedHashMap<PartitionReads, List<I>>();
        for (var item : items) {
            parts.computeIfAbsent(of(store, key.apply(item)), _ -> new ArrayList<>()).add(item);
        }
        return all(parts, read);
    }

    private static <P, T> List<T> all(
            Map<PartitionReads, P> parts, BiFunction<PartitionReads, P, T> read) {
        if (parts.size() == 1) {
            var only = parts.entrySet().iterator().next();
            return List.of(read.apply(only.getKey(), only.getValue()));
        }
        var reading = new ArrayList<Future<T>>();
        parts.forEach((reads, part) -> reading.add(THREADS.submit(() -> read.apply(reads, part))));
        return results(reading);
    }

    private static <T> List<T> results(Collection<Future<T>> reading) {
        var results = new ArrayList<T>();
        try {
            for (var each : reading) {
                results.add(each.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new PartUnavailableException("interrupted while reading the stores");
        }
        return results;
    }
}
