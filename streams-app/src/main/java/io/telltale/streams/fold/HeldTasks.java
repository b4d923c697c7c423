package io.telltale.streams.fold;

import io.telltale.schemas.record.DeviceTask;
import io.telltale.streams.encoding.Nested;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The tasks of a part with the bytes they were read from: what stays is not written again. */
final class HeldTasks {

    private final List<DeviceTask> tasks;
    private final Map<DeviceTask, ByteBuffer> bytes;

    private HeldTasks(List<DeviceTask> tasks, Map<DeviceTask, ByteBuffer> bytes) {
        this.tasks = tasks;
        this.bytes = bytes;
    }

    static HeldTasks read(List<ByteBuffer> held) {
        var tasks = new ArrayList<DeviceTask>(held.size());
        var bytes = new IdentityHashMap<DeviceTask, ByteBuffer>();
        for (var each : held) {
            var task = Nested.TASK.read(each);
            tasks.add(task);
            bytes.put(task, each);
        }
        return new HeldTasks(tasks, bytes);
    }

    List<DeviceTask> tasks() {
        return tasks;
    }

    /** These tasks, some of which are those that were read. */
    List<ByteBuffer> bytes(List<DeviceTask> now) {
        var written = new ArrayList<ByteBuffer>(now.size());
        for (var task : now) {
            var held = bytes.get(task);
            written.add(held == null ? Nested.TASK.bytes(task) : held);
        }
        return written;
    }
}
