package io.telltale.poller.partition;

import io.telltale.poller.schedule.HealthKey;
import io.telltale.poller.schedule.TaskMemory;
import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskProgress;
import io.telltale.schemas.serde.ReadFault;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The tasks, checkpoints and secrets of one partition, as committed: the last record of each key.
 */
final class PartitionContent {

    private final Map<String, PollTask> tasks = new TreeMap<>();
    private final Map<String, PollCheckpoint> checkpoints = new HashMap<>();
    private final Map<String, AccountSecret> secrets = new HashMap<>();
    private final Set<String> unreadableSecrets = new HashSet<>();
    private final Map<String, SourceHealth> healths = new HashMap<>();

    void addTask(String id, @Nullable PollTask task) {
        put(tasks, id, task);
    }

    void addCheckpoint(String key, @Nullable PollCheckpoint checkpoint) {
        put(checkpoints, key, checkpoint);
    }

    /** One that cannot be read concerns its account only, so the others go on. */
    void addSecret(String key, Supplier<@Nullable AccountSecret> reading) {
        try {
            put(secrets, key, reading.get());
            unreadableSecrets.remove(key);
        } catch (SerializationException e) {
            if (ReadFault.of(e).isEmpty()) {
                throw e;
            }
            secrets.remove(key);
            unreadableSecrets.add(key);
        }
    }

    void addHealth(String key, @Nullable SourceHealth health) {
        put(healths, key, health);
    }

    private static <V> void put(Map<String, V> all, String key, @Nullable V value) {
        if (value == null) {
            all.remove(key);
        } else {
            all.put(key, value);
        }
    }

    /** By {@code provider.account}. */
    Map<String, AccountSecret> secrets() {
        return Map.copyOf(secrets);
    }

    /** Keys under which something is that is no secret of ours. */
    Set<String> unreadableSecrets() {
        return Set.copyOf(unreadableSecrets);
    }

    /** By task id. */
    Map<String, PollTask> tasks() {
        return Map.copyOf(tasks);
    }

    /**
     * What is committed of these tasks, by task id.
     *
     * @param now where one begins that never had a turn
     */
    Map<String, TaskMemory> memories(Iterable<PollTask> wanted, Instant now) {
        var progress = new HashMap<String, TaskProgress>();
        var pages = new HashMap<String, Map<String, PageFingerprint>>();
        var devices = new HashMap<String, Map<String, DeviceProgress>>();
        for (var checkpoint : checkpoints.values()) {
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
        var memories = new HashMap<String, TaskMemory>();
        for (var task : wanted) {
            var id = task.getId();
            memories.put(
                    id,
                    new TaskMemory(
                            Optional.ofNullable(progress.get(id)),
                            now,
                            pages.getOrDefault(id, Map.of()),
                            devices.getOrDefault(id, Map.of()),
                            Optional.ofNullable(healths.get(HealthKey.of(task)))));
        }
        return memories;
    }

    /** Keys of checkpoints whose task is not there any more. */
    List<String> orphans() {
        return checkpoints.entrySet().stream()
                .filter(checkpoint -> !tasks.containsKey(checkpoint.getValue().getTaskId()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
