package io.telltale.poller.partition;

import io.telltale.poller.schedule.TaskMemory;
import java.util.ArrayList;
import java.util.List;

/** Under which keys the checkpoints of a task stand. */
final class CheckpointKeys {

    private CheckpointKeys() {}

    static String page(String task, String firstCursor) {
        return task + "#" + firstCursor;
    }

    static String device(String task, String ref) {
        return task + "#" + ref;
    }

    /** All of a task: its progress, its pages, its devices. */
    static List<String> of(String task, TaskMemory memory) {
        var keys = new ArrayList<String>();
        keys.add(task);
        memory.pages().keySet().forEach(cursor -> keys.add(page(task, cursor)));
        memory.devices().keySet().forEach(ref -> keys.add(device(task, ref)));
        return keys;
    }
}
