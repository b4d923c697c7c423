package io.telltale.poller.http;

import io.telltale.poller.partition.KnownTasks;
import io.telltale.poller.partition.TaskOwners;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.topic.AccountPartition;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.peer.PeerAddress;
import io.telltale.service.peer.PeerUnavailableException;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The tasks of the whole cluster. Every instance knows which tasks exist; the state of a task comes
 * from the instance that polls it. An answer is complete or 503.
 */
@Singleton
final class ClusterTasks {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final KnownTasks known;
    private final TaskOwners owners;
    private final OwnTasks own;
    private final PeerAddress ownAddress;
    private final OtherInstances others;
    private final int partitions;

    ClusterTasks(
            KnownTasks known,
            TaskOwners owners,
            OwnTasks own,
            PeerAddress ownAddress,
            OtherInstances others,
            TopicLayout layout) {
        this.known = known;
        this.owners = owners;
        this.own = own;
        this.ownAddress = ownAddress;
        this.others = others;
        this.partitions = layout.partitions();
    }

    /** The task of this id, if there is one. */
    Optional<PollTask> task(String id) {
        if (!known.isWhole()) {
            throw ProblemException.later(ProblemType.NOT_READY, "the tasks are being read", SOON);
        }
        return known.find(id);
    }

    /** A task with its state; 503 when the instance that polls it does not answer. */
    PollTaskJson view(PollTask task) {
        try {
            return ask(task);
        } catch (PeerUnavailableException e) {
            throw incomplete(String.valueOf(e.getMessage()));
        }
    }

    /** A task with its state, or without when the instance that polls it does not answer. */
    PollTaskJson viewAtHand(PollTask task) {
        try {
            return ask(task);
        } catch (PeerUnavailableException | ProblemException e) {
            return PollTaskJson.unknown(task, null);
        }
    }

    private PollTaskJson ask(PollTask task) throws PeerUnavailableException {
        var here = own.find(task);
        if (here.isPresent()) {
            return here.get();
        }
        var owner = addresses().get(partitionOf(task.getProvider(), task.getAccount()));
        if (owner == null || owner.equals(ownAddress.text())) {
            return PollTaskJson.unknown(task, owner);
        }
        return others.find(owner, task.getId()).orElseGet(() -> PollTaskJson.unknown(task, owner));
    }

    /** The first tasks after an id, one more than the limit if there are more. */
    List<PollTaskJson> after(String id, TaskFilter filter, int limit) {
        task(id);
        var addresses = addresses();
        var answers = gather(new HashSet<>(addresses.values()), id, filter, limit + 1);
        var items = new TreeMap<String, PollTaskJson>();
        answers.forEach((address, answer) ->
                answer.items().stream()
                        .filter(item -> address.equals(addresses.get(partitionOf(item))))
                        .filter(item -> known.find(item.id()).isPresent())
                        .forEach(item -> items.put(item.id(), item)));
        known.after(id).values().stream()
                .filter(filter::matches)
                .filter(task -> isUnknownToOwner(task, addresses, answers, filter, limit + 1))
                .map(task ->
                        PollTaskJson.unknown(
                                task,
                                addresses.get(partitionOf(task.getProvider(), task.getAccount()))))
                .filter(item -> filter.matches(TaskStatus.State.valueOf(item.state())))
                .limit(limit + 1L)
                .forEach(item -> items.putIfAbsent(item.id(), item));
        return items.values().stream().limit(limit + 1L).toList();
    }

    /**
     * Whether the state of a task is unknown: its partition is not polled yet, or its owner has not
     * read the task yet. An owner that left it out for its state, or since its answer was full,
     * does know it.
     */
    private boolean isUnknownToOwner(
            PollTask task,
            Map<Integer, String> addresses,
            Map<String, InstanceTasks> answers,
            TaskFilter filter,
            int most) {
        var partition = partitionOf(task.getProvider(), task.getAccount());
        var answer = Optional.ofNullable(addresses.get(partition)).map(answers::get);
        if (answer.filter(owned -> owned.partitions().contains(partition)).isEmpty()) {
            return true;
        }
        var items = answer.get().items();
        return filter.state().isEmpty()
                && (items.size() < most || items.getLast().id().compareTo(task.getId()) > 0);
    }

    private Map<String, InstanceTasks> gather(
            Set<String> addresses, String id, TaskFilter filter, int limit) {
        var asked = new HashMap<String, Future<InstanceTasks>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            addresses.forEach(address ->
                    asked.put(address, threads.submit(() -> answerOf(address, id, filter, limit))));
        }
        var answers = new HashMap<String, InstanceTasks>();
        asked.forEach((address, answer) -> answers.put(address, whole(answer)));
        return answers;
    }

    private InstanceTasks answerOf(String address, String id, TaskFilter filter, int limit)
            throws PeerUnavailableException {
        return address.equals(ownAddress.text())
                ? own.after(id, filter, limit)
                : others.after(address, id, filter, limit);
    }

    private static InstanceTasks whole(Future<InstanceTasks> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw incomplete(
                    Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse(""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw incomplete("interrupted");
        }
    }

    private Map<Integer, String> addresses() {
        return owners.addresses()
                .orElseThrow(() -> incomplete("the owners of the partitions are unknown now"));
    }

    private static ProblemException incomplete(String why) {
        return ProblemException.later(ProblemType.INCOMPLETE, why, SOON);
    }

    private int partitionOf(PollTaskJson item) {
        return partitionOf(
                Provider.valueOf(item.provider().toUpperCase(Locale.ROOT)), item.account());
    }

    private int partitionOf(Provider provider, String account) {
        return AccountPartition.of(provider, account, partitions);
    }
}
