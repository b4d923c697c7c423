package io.telltale.poller.schedule;

import io.telltale.poller.poll.PollOutput;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What is committed of a task, in memory. It changes only after a commit, so it never holds what is
 * not durable. One thread writes, any thread may read.
 */
public final class CommittedTaskState {

    private final NavigableMap<String, PageFingerprint> pages;
    private final NavigableMap<String, DeviceProgress> devices;
    private final boolean begun;
    private volatile TaskProgress progress;
    private final Optional<SourceHealth> health;

    /**
     * As it was read.
     *
     * @param read progress of the task, if it was ever polled
     * @param now when it begins otherwise
     * @param health the latest record of its source's health when this was read
     */
    public CommittedTaskState(
            Optional<TaskProgress> read,
            Instant now,
            Map<String, PageFingerprint> pages,
            Map<String, DeviceProgress> devices,
            Optional<SourceHealth> health) {
        this.begun = read.isPresent();
        this.progress = read.orElseGet(() -> firstProgress(now));
        this.pages = new ConcurrentSkipListMap<>(pages);
        this.devices = new ConcurrentSkipListMap<>(devices);
        this.health = health;
    }

    /** A task that was never polled. */
    public static CommittedTaskState beginning(Instant now) {
        return new CommittedTaskState(Optional.empty(), now, Map.of(), Map.of(), Optional.empty());
    }

    /** Above all numbers of an earlier task of the same id, whose event ids must not come again. */
    private static TaskProgress firstProgress(Instant now) {
        return TaskProgress.newBuilder()
                .setScan(now.getEpochSecond())
                .setBeganAt(now)
                .setObservedAt(now)
                .build();
    }

    /** These outputs and this progress were committed. */
    void remember(Collection<PollOutput> outputs, TaskProgress reached) {
        outputs.forEach(this::remember);
        progress = reached;
    }

    private void remember(PollOutput output) {
        switch (output) {
            case PollOutput.Page(var page) -> pages.put(page.getFirstCursor(), page);
            case PollOutput.PageTombstone(var firstCursor) -> pages.remove(firstCursor);
            case PollOutput.Device(var device) -> devices.put(device.getRef(), device);
            case PollOutput.DeviceTombstone(var ref) -> devices.remove(ref);
            case PollOutput.DeviceEvent _,
                    PollOutput.UnreadableData _,
                    PollOutput.Request _,
                    PollOutput.CampaignInfo _,
                    PollOutput.DiscoveredTask _,
                    PollOutput.Health _ -> {
                // for others
            }
        }
    }

    /** How far the task is. */
    public TaskProgress progress() {
        return progress;
    }

    /** By first cursor. */
    public NavigableMap<String, PageFingerprint> pages() {
        return Collections.unmodifiableNavigableMap(pages);
    }

    /** By ref. */
    public NavigableMap<String, DeviceProgress> devices() {
        return Collections.unmodifiableNavigableMap(devices);
    }

    /**
     * When the provider last gave a usable answer, as far as it is committed. A poll that wrote
     * something had one, unless all that was ever written is a failure.
     */
    Optional<Instant> succeededAt() {
        return begun && health.filter(this::hasNoAnswer).isEmpty()
                ? Optional.of(progress.getObservedAt())
                : Optional.empty();
    }

    /** The health of commands is that of all commands of the account. */
    private boolean hasNoAnswer(SourceHealth source) {
        return source.getKind() == PollKind.GRAPH_COMMAND
                ? progress.getLastStatus() == null
                : source.getLastSuccessAt() == null && source.getScan() == null;
    }

    /** The latest record of its source's health when this was read. */
    public Optional<SourceHealth> health() {
        return health;
    }
}
