package io.telltale.streams.fold;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.record.CommandDetail;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.DeviceTask;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is said of a device within what brokers take: the payloads of its commands are bounded
 * together. The latest commands keep theirs; the first that does not fit and all before it lose
 * theirs, so which ones do is said by the commands and not by who came first. Their rows have them
 * whole.
 */
final class Payloads {

    /** In UTF-8. A record may hold two parts, the old and the new, within 1 MiB. */
    static final int MOST_BYTES = 256 * 1024;

    private static final Comparator<Sized> LATEST_FIRST =
            Comparator.comparing(Sized::task, Tasks.TASK_ORDER).reversed();

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
                        .map(task -> new Sized(task, size(task)))
                        .filter(sized -> sized.bytes() > 0 || sized.task().getPayloadCut())
                        .sorted(LATEST_FIRST)
                        .toList();
        var kept = 0;
        var bytes = 0L;
        while (kept < latestFirst.size()
                && !latestFirst.get(kept).task().getPayloadCut()
                && bytes + latestFirst.get(kept).bytes() <= MOST_BYTES) {
            bytes += latestFirst.get(kept).bytes();
            kept++;
        }
        return latestFirst.stream()
                .skip(kept)
                .filter(sized -> sized.bytes() > 0)
                .map(Sized::task)
                .toList();
    }

    /** A task, and how much its payloads are; reckoned once, they may be long. */
    private record Sized(DeviceTask task, long bytes) {}

    /** Whether others may have their payloads back now that the task is as it is. */
    static boolean makesRoom(DeviceTask before, DeviceTask now) {
        return before.getPayloadCut() || size(now) < size(before);
    }

    /** The list with the payloads of some left out. */
    static List<DeviceTask> without(List<DeviceTask> tasks, List<DeviceTask> some) {
        return tasks.stream()
                .map(task -> some.stream().anyMatch(one -> isSame(one, task)) ? cut(task) : task)
                .toList();
    }

    /**
     * The task with the payloads that were left out, where its readings are still there.
     *
     * @param readings of this task
     */
    static DeviceTask restored(DeviceTask task, Collection<DeviceStatusEvent> readings) {
        return readings.stream()
                .sorted(Tasks.ORDER.reversed())
                .map(DeviceStatusEvent::getCommand)
                .filter(Objects::nonNull)
                .findFirst()
                .map(command ->
                        DeviceTask.newBuilder(task)
                                .setCommand(command)
                                .setPayloadCut(false)
                                .build())
                .orElse(task);
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
