package io.telltale.streams.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeviceTask;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the payloads of all commands of a device together. The latest commands keep theirs; which
 * payloads are dropped depends on the set of commands, not on arrival order; the rows keep them.
 */
final class CommandPayloads {

    /** In UTF-8. */
    static final int MOST_BYTES = 256 * 1024;

    private CommandPayloads() {}

    /**
     * The same tasks; the first payload that does not fit and all of earlier tasks are left out.
     *
     * @param latestFirst tasks, the latest first
     */
    static List<DeviceTask> bounded(List<DeviceTask> latestFirst) {
        var tasks = new ArrayList<DeviceTask>(latestFirst.size());
        var bytes = 0L;
        for (var task : latestFirst) {
            var size = size(task);
            bytes += size;
            tasks.add(size > 0 && bytes > MOST_BYTES ? cut(task) : task);
        }
        return tasks;
    }

    private static long size(DeviceTask task) {
        var command = task.getCommand();
        return command == null
                ? 0
                : size(command.getPayload()) + size(command.getResponsePayload());
    }

    private static long size(@Nullable String text) {
        return text == null ? 0 : text.getBytes(UTF_8).length;
    }

    private static DeviceTask cut(DeviceTask task) {
        var command =
                CommandDetail.newBuilder(task.getCommand())
                        .setPayload(null)
                        .setResponsePayload(null)
                        .build();
        return DeviceTask.newBuilder(task).setCommand(command).setPayloadCut(true).build();
    }
}
