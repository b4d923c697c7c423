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
 * What is committed of a task, in memory. Whoever commits also remembers, so that nothing is ever
 * remembered that is not durable. Others may read while one writes.
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
     * @param read where the task stands, if it ever had a turn
     * @param now where it begins otherwise
     * @param health the latest record of its source's health when this was read
     */
    public CommittedTaskState(
            Optional<TaskProgress> read,
            Instant now,
            Map<String, PageFingerprint> pages,
            Map<String, DeviceProgress> devices,
            Optional<SourceHealth> health) {
        this.begun = read.isPresent();
        this.progress = read.orElseGet(() -> beginning(now));
        this.pages = new ConcurrentSkipListMap<>(pages);
        this.devices = new ConcurrentSkipListMap<>(devices);
        this.health = health;
    }

    /** Above all numbers of an earlier task of the same id, whose event ids must not come again. */
    private static TaskProgress beginning(Instant now) {
        return TaskProgress.newBuilder()
                .setScan(now.getEpochSecond())
                .setBeganAt(now)
                .setObservedAt(now)
                .build();
    }

    /** This was committed. */
    public void remember(Collection<PollOutput> writes, TaskProgress reached) {
        writes.forEach(this::remember);
        progress = reached;
    }

    private void remember(PollOutput write) {
        switch (write) {
            case PollOutput.Page(var page) -> pages.put(page.getFirstCursor(), page);
            case PollOutput.NoPage(var firstCursor) -> pages.remove(firstCursor);
            case PollOutput.Device(var device) -> devices.put(device.getRef(), device);
            case PollOutput.NoDevice(var ref) -> devices.remove(ref);
            case PollOutput.Fact _,
                    PollOutput.Unread _,
                    PollOutput.Request _,
                    PollOutput.CampaignInfo _,
                    PollOutput.Found _,
                    PollOutput.Health _ -> {
                // for others
            }
        }
    }

    /** Where the task stands. */
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
     * When the provider last gave an answer that could be used, as far as it is committed: a turn
     * that wrote something had one, unless all that was ever written is that it failed.
     */
    Optional<Instant> succeededAt() {
        return begun && health.filter(this::tellsOfNoAnswer).isEmpty()
                ? Optional.of(progress.getObservedAt())
                : Optional.empty();
    }

    /** The health of commands is that of all of the account. */
    private boolean tellsOfNoAnswer(SourceHealth told) {
        return told.getKind() == PollKind.GRAPH_COMMAND
                ? progress.getLastStatus() == null
                : told.getLastSuccessAt() == null && told.getScan() == null;
    }

    /** The latest record of its source's health when this was read. */
    public Optional<SourceHealth> health() {
        return health;
    }
}
