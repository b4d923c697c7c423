package io.telltale.poller.partition;

import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tasks and checkpoints of one partition, as committed: the last record of each key. */
final class PartitionContent {

    private final Map<String, PollTask> tasks = new TreeMap<>();
    private final Map<String, TaskProgress> progress = new HashMap<>();
    private final Map<String, NavigableMap<String, PageFingerprint>> pages = new HashMap<>();
    private final Map<String, NavigableMap<String, DeviceProgress>> devices = new HashMap<>();

    void addTask(String id, @Nullable PollTask task) {
        if (task == null) {
            tasks.remove(id);
        } else {
            tasks.put(id, task);
        }
    }

    void addCheckpoint(String key, @Nullable PollCheckpoint checkpoint) {
        if (checkpoint == null) {
            forgetPage(key);
            return;
        }
        var task = checkpoint.getTaskId();
        Optional.ofNullable(checkpoint.getProgress())
                .ifPresent(reached -> progress.put(task, reached));
        Optional.ofNullable(checkpoint.getPage())
                .ifPresent(page -> pagesOf(task).put(page.getFirstCursor(), page));
        Optional.ofNullable(checkpoint.getDevice())
                .ifPresent(device -> devicesOf(task).put(device.getRef(), device));
    }

    /** A tombstone names only its key, in which either part may hold any character but '#'. */
    private void forgetPage(String key) {
        var hash = key.indexOf('#');
        if (hash >= 0) {
            pagesOf(key.substring(0, hash)).remove(key.substring(hash + 1));
        }
    }

    /** By task id. */
    Map<String, PollTask> tasks() {
        return Map.copyOf(tasks);
    }

    Optional<TaskProgress> progressOf(String task) {
        return Optional.ofNullable(progress.get(task));
    }

    NavigableMap<String, DeviceProgress> devicesOf(String task) {
        return devices.computeIfAbsent(task, unknown -> new TreeMap<>());
    }

    NavigableMap<String, PageFingerprint> pagesOf(String task) {
        return pages.computeIfAbsent(task, unknown -> new TreeMap<>());
    }
}
