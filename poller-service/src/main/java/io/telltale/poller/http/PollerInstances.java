package io.telltale.poller.http;

import io.telltale.poller.partition.TaskOwners;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.peer.PeerAddress;
import io.telltale.service.peer.PeerUnavailableException;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** The instances of the group, each with the partitions that it polls. */
@Singleton
final class PollerInstances {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final TaskOwners owners;
    private final OwnTasks own;
    private final OtherInstances others;
    private final PeerAddress ownAddress;
    private final int partitions;

    PollerInstances(
            TaskOwners owners,
            OwnTasks own,
            OtherInstances others,
            PeerAddress ownAddress,
            TopicLayout layout) {
        this.owners = owners;
        this.own = own;
        this.others = others;
        this.ownAddress = ownAddress;
        this.partitions = layout.partitions();
    }

    /**
     * An instance.
     *
     * @param assigned partitions that the group has given to it
     * @param polled those whose tasks it polls; empty where it does not answer
     */
    record PollerInstance(String address, Set<Integer> assigned, Optional<Set<Integer>> polled) {

        PollerInstance {
            assigned = Set.copyOf(assigned);
        }

        /** How many of its partitions it polls, 0 to 1; the others are being read. */
        double restored() {
            var read = polled.orElse(Set.of()).stream().filter(assigned::contains).count();
            return assigned.isEmpty() ? 1 : (double) read / assigned.size();
        }
    }

    /** All of them, by address; 503 when the group's coordinator does not answer. */
    List<PollerInstance> all() {
        var instances =
                owners.instances()
                        .orElseThrow(() ->
                                ProblemException.later(
                                        ProblemType.INCOMPLETE,
                                        "the group's coordinator does not answer",
                                        SOON));
        var asked = new ArrayList<Future<PollerInstance>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            instances.forEach((address, assigned) -> {
                Callable<PollerInstance> look =
                        () -> new PollerInstance(address, assigned, polledBy(address));
                asked.add(threads.submit(look));
            });
        }
        return asked.stream().map(PollerInstances::result).toList();
    }

    private Optional<Set<Integer>> polledBy(String address) {
        try {
            var tasks =
                    address.equals(ownAddress.text())
                            ? own.after("", TaskFilter.ALL, 1)
                            : others.after(address, "", TaskFilter.ALL, 1);
            return Optional.of(Set.copyOf(tasks.partitions()));
        } catch (PeerUnavailableException _) {
            return Optional.empty();
        }
    }

    private static PollerInstance result(Future<PollerInstance> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the instances", e);
        }
    }

    /** Whether every partition is polled by the instance that it is assigned to. */
    boolean areReady(List<PollerInstance> instances) {
        var polled =
                instances.stream()
                        .flatMap(instance ->
                                instance.polled().orElse(Set.of()).stream()
                                        .filter(instance.assigned()::contains))
                        .collect(Collectors.toSet());
        return polled.size() == partitions;
    }
}
