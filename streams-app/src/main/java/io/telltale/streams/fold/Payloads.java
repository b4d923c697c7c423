package io.telltale.streams.fold;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeviceTask;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is said of a device within what brokers take: the payloads of its commands are bounded
 * together, and the earliest commands lose theirs first. Their rows have them whole.
 */
final class Payloads {

    /** In UTF-8. A record may hold two parts, the old and the new, within 1 MiB. */
    static final int MOST_BYTES = 256 * 1024;

    private Payloads() {}

    /** The same tasks, with no more payloads than fit. */
    static List<DeviceTask> bounded(List<DeviceTask> tasks) {
        var cut = tooMuch(tasks);
        return cut.isEmpty() ? tasks : without(tasks, cut);
    }

    /** Which tasks have to lose their payloads, of all these. */
    static List<DeviceTask> tooMuch(Collection<DeviceTask> tasks) {
        var latestFirst =
                tasks.stream()
                        .filter(task -> size(task) > 0)
                        .sorted(Tasks.TASK_ORDER.reversed())
                        .toList();
        var kept = 0;
        var bytes = 0L;
        while (kept < latestFirst.size() && bytes + size(latestFirst.get(kept)) <= MOST_BYTES) {
            bytes += size(latestFirst.get(kept));
            kept++;
        }
        return latestFirst.subList(kept, latestFirst.size());
    }

    /** The list with the payloads of some left out. */
    static List<DeviceTask> without(List<DeviceTask> tasks, List<DeviceTask> some) {
        return tasks.stream()
                .map(task -> some.stream().anyMatch(one -> isSame(one, task)) ? cut(task) : task)
                .toList();
    }

    private static boolean isSame(DeviceTask one, DeviceTask other) {
        return Tasks.sameTask(one, other) && one.getEventId().equals(other.getEventId());
    }

    private static DeviceTask cut(DeviceTask task) {
        var command = CommandDetail.newBuilder(task.getCommand());
        command.setPayload(null).setResponsePayload(null);
        return DeviceTask.newBuilder(task).setCommand(command.build()).setPayloadCut(true).build();
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
}
