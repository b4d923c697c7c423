package io.telltale.poller.poll;

import static java.util.Objects.requireNonNull;

import io.telltale.providers.page.Permit;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollNow;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The input of poll after poll, as commits change it. */
public final class PollInputs {

    private static final long HOUR = Duration.ofHours(1).toNanos();
    public static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");

    private TaskProgress progress = TaskProgress.newBuilder().setObservedAt(NOW).build();
    private final NavigableMap<String, PageFingerprint> pages = new TreeMap<>();
    private final NavigableMap<String, DeviceProgress> devices = new TreeMap<>();
    private Optional<Permit> permit = Optional.empty();
    private Optional<PollNow> pollNow = Optional.empty();
    private Optional<String> skip = Optional.empty();
    private OtherTasks otherTasks = task -> List.of();
    private Instant now = NOW;

    public PollInput next() {
        return new PollInput(progress, pages, devices, permit, pollNow, skip, otherTasks, now);
    }

    /** An operator commands to poll this device now. */
    public void pollNow(String device) {
        pollNow = Optional.of(PollNow.newBuilder().setAt(now).setDevice(device).build());
    }

    /** An operator commands to skip the page with this digest. */
    public void skip(String digest) {
        skip = Optional.of(digest);
    }

    /** The pages of other tasks. */
    public void otherTasks(OtherTasks others) {
        otherTasks = others;
    }

    /** The task began just now. */
    public void began() {
        progress = TaskProgress.newBuilder(progress).setBeganAt(now).build();
    }

    public void passes(Duration time) {
        now = now.plus(time);
    }

    public TaskProgress progress() {
        return progress;
    }

    public NavigableMap<String, PageFingerprint> pages() {
        return pages;
    }

    public DeviceProgress device(String ref) {
        return requireNonNull(devices.get(ref));
    }

    public NavigableMap<String, DeviceProgress> devices() {
        return devices;
    }

    /** Commits a poll. */
    public PollResult.Answered committed(PollResult result) {
        var answered = (PollResult.Answered) result;
        progress = answered.progress();
        for (var output : answered.outputs()) {
            if (output instanceof PollOutput.Page(var page)) {
                pages.put(page.getFirstCursor(), page);
            } else if (output instanceof PollOutput.PageTombstone(var firstCursor)) {
                pages.remove(firstCursor);
            } else if (output instanceof PollOutput.Device(var device)) {
                devices.put(device.getRef(), device);
            } else if (output instanceof PollOutput.DeviceTombstone(var ref)) {
                devices.remove(ref);
            }
        }
        pollNow = Optional.empty();
        skip = Optional.empty();
        permit = answered.permit().map(token -> new Permit(token, System.nanoTime() + HOUR));
        return answered;
    }

    /** The events that a poll writes, in their order. */
    public static List<Event> events(PollResult.Answered result) {
        return of(result, PollOutput.DeviceEvent.class).map(PollOutput.DeviceEvent::event).toList();
    }

    /** The rows it could not read. */
    public static List<DeadLetter> deadLetters(PollResult.Answered result) {
        return of(result, PollOutput.UnreadableData.class)
                .map(PollOutput.UnreadableData::letter)
                .toList();
    }

    /** The health of its source. */
    public static Optional<SourceHealth> health(PollResult.Answered result) {
        return of(result, PollOutput.Health.class).map(PollOutput.Health::health).findFirst();
    }

    private static <W extends PollOutput> Stream<W> of(PollResult.Answered result, Class<W> kind) {
        return result.outputs().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** A crash after the last commit, and a take-over. */
    public void takenOver() {
        permit = Optional.empty();
    }
}
