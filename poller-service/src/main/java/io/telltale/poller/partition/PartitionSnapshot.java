package io.telltale.poller.partition;

import io.telltale.poller.schedule.CommittedTaskState;
import io.telltale.poller.schedule.HealthKey;
import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tasks, checkpoints and secrets of one partition, and the health of its accounts, as
 * committed: the latest record of each key. A record that cannot be decoded concerns only the task
 * or account of its key.
 */
final class PartitionSnapshot {

    private final LatestRecords<PollTask> tasks = new LatestRecords<>();
    private final LatestRecords<PollCheckpoint> checkpoints = new LatestRecords<>();
    private final LatestRecords<AccountSecret> secrets = new LatestRecords<>();
    private final LatestRecords<SourceHealth> healths = new LatestRecords<>();

    void addTask(String id, StoredValue<PollTask> task) {
        tasks.put(id, task);
    }

    void addCheckpoint(String key, StoredValue<PollCheckpoint> checkpoint) {
        checkpoints.put(key, checkpoint);
    }

    void addSecret(String key, StoredValue<AccountSecret> secret) {
        secrets.put(key, secret);
    }

    void addHealth(String key, StoredValue<SourceHealth> health) {
        healths.put(key, health);
    }

    /** By {@code provider.account}. */
    Map<String, AccountSecret> secrets() {
        return Map.copyOf(secrets.values());
    }

    /** Keys of secrets that cannot be decoded. */
    Set<String> unreadableSecrets() {
        return Set.copyOf(secrets.unreadable().keySet());
    }

    /** By task id. */
    Map<String, PollTask> tasks() {
        return Map.copyOf(tasks.values());
    }

    /** Ids of tasks that cannot be decoded. */
    Set<String> unreadableTasks() {
        return Set.copyOf(tasks.unreadable().keySet());
    }

    /** Where a checkpoint of the task lies that cannot be decoded, if there is one. */
    Optional<String> unreadableCheckpoint(String task) {
        return checkpoints.unreadable().entrySet().stream()
                .filter(each -> CheckpointKeys.taskOf(each.getKey()).equals(task))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Keys of all checkpoints of a task, readable or not. */
    List<String> checkpointKeys(String task) {
        return tasksOfCheckpoints().entrySet().stream()
                .filter(each -> each.getValue().equals(task))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What is committed of these tasks, by task id.
     *
     * @param now when one begins that was never polled
     */
    Map<String, CommittedTaskState> states(Iterable<PollTask> wanted, Instant now) {
        var progress = new HashMap<String, TaskProgress>();
        var pages = new HashMap<String, Map<String, PageFingerprint>>();
        var devices = new HashMap<String, Map<String, DeviceProgress>>();
        for (var checkpoint : checkpoints.values().values()) {
            var task = checkpoint.getTaskId();
            Optional.ofNullable(checkpoint.getProgress())
                    .ifPresent(reached -> progress.put(task, reached));
            Optional.ofNullable(checkpoint.getPage())
                    .ifPresent(page ->
                            pages.computeIfAbsent(task, id -> new HashMap<>())
                                    .put(page.getFirstCursor(), page));
            Optional.ofNullable(checkpoint.getDevice())
                    .ifPresent(device ->
                            devices.computeIfAbsent(task, id -> new HashMap<>())
                                    .put(device.getRef(), device));
        }
        var states = new HashMap<String, CommittedTaskState>();
        for (var task : wanted) {
            var id = task.getId();
            states.put(
                    id,
                    new CommittedTaskState(
                            Optional.ofNullable(progress.get(id)),
                            now,
                            pages.getOrDefault(id, Map.of()),
                            devices.getOrDefault(id, Map.of()),
                            Optional.ofNullable(healths.values().get(HealthKey.of(task)))));
        }
        return states;
    }

    /**
     * Tombstones for checkpoints without a task, and for the health of sources that no task polls.
     * The checkpoints of a task that cannot be decoded stay: with the task written again, it goes
     * on from them.
     */
    List<Tombstone> orphans() {
        var known = new TreeSet<>(tasks.values().keySet());
        known.addAll(tasks.unreadable().keySet());
        var polled =
                tasks.values().values().stream().map(HealthKey::of).collect(Collectors.toSet());
        var orphans = new ArrayList<Tombstone>();
        tasksOfCheckpoints()
                .forEach((key, task) -> {
                    if (!known.contains(task)) {
                        orphans.add(Tombstone.ofCheckpoint(key));
                    }
                });
        if (tasks.unreadable().isEmpty()) { // else it may be what one of them polls
            healths.values().keySet().stream()
                    .filter(key -> !polled.contains(key))
                    .map(Tombstone::ofHealth)
                    .forEach(orphans::add);
        }
        return orphans;
    }

    private Map<String, String> tasksOfCheckpoints() {
        var tasksByKey = new TreeMap<String, String>();
        checkpoints.values().forEach((key, value) -> tasksByKey.put(key, value.getTaskId()));
        checkpoints
                .unreadable()
                .keySet()
                .forEach(key -> tasksByKey.put(key, CheckpointKeys.taskOf(key)));
        return tasksByKey;
    }
}
