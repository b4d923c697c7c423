package io.telltale.poller.partition;

import io.telltale.poller.schedule.CommittedTaskState;
import java.util.ArrayList;
import java.util.List;

/** The keys of a task's checkpoints. */
final class CheckpointKeys {

    private static final char SEPARATOR = '#';

    private CheckpointKeys() {}

    static String page(String task, String firstCursor) {
        return task + SEPARATOR + firstCursor;
    }

    static String device(String task, String ref) {
        return task + SEPARATOR + ref;
    }

    /** The task of a checkpoint whose value cannot be decoded. */
    static String taskOf(String key) {
        var end = key.indexOf(SEPARATOR);
        return end < 0 ? key : key.substring(0, end);
    }

    /** All of a task: its progress, its pages, its devices. */
    static List<String> of(String task, CommittedTaskState state) {
        var keys = new ArrayList<String>();
        keys.add(task);
        state.pages().keySet().forEach(cursor -> keys.add(page(task, cursor)));
        state.devices().keySet().forEach(ref -> keys.add(device(task, ref)));
        return keys;
    }
}
