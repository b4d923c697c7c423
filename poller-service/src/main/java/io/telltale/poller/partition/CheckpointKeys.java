package io.telltale.poller.partition;

import io.telltale.poller.schedule.CommittedTaskState;
import java.util.ArrayList;
import java.util.List;

/** Under which keys the checkpoints of a task stand. */
final class CheckpointKeys {

    private static final char SEPARATOR = '#';

    private CheckpointKeys() {}

    static String page(String task, String firstCursor) {
        return task + SEPARATOR + firstCursor;
    }

    static String device(String task, String ref) {
        return task + SEPARATOR + ref;
    }

    /** The task whose checkpoint stands under a key, where its value does not say so. */
    static String taskOf(String key) {
        var end = key.indexOf(SEPARATOR);
        return end < 0 ? key : key.substring(0, end);
    }

    /** All of a task: its progress, its pages, its devices. */
    static List<String> of(String task, CommittedTaskState memory) {
        var keys = new ArrayList<String>();
        keys.add(task);
        memory.pages().keySet().forEach(cursor -> keys.add(page(task, cursor)));
        memory.devices().keySet().forEach(ref -> keys.add(device(task, ref)));
        return keys;
    }
}
