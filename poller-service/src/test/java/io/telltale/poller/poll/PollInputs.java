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

/** What a turn starts from, turn after turn, as the loop keeps it. */
public final class PollInputs {

    private static final long HOUR = Duration.ofHours(1).toNanos();
    public static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");

    private TaskProgress progress = TaskProgress.newBuilder().setObservedAt(NOW).build();
    private final NavigableMap<String, PageFingerprint> pages = new TreeMap<>();
    private final NavigableMap<String, DeviceProgress> devices = new TreeMap<>();
    private Optional<Permit> permit = Optional.empty();
    private Optional<PollNow> asked = Optional.empty();
    private Optional<String> skip = Optional.empty();
    private OtherTasks siblings = task -> List.of();
    private Instant now = NOW;

    public PollInput next() {
        return new PollInput(progress, pages, devices, permit, asked, skip, siblings, now);
    }

    /** Somebody wants this device now. */
    public void asked(String device) {
        asked = Optional.of(PollNow.newBuilder().setAt(now).setDevice(device).build());
    }

    /** Somebody wants the page with this digest to be passed over. */
    public void skip(String digest) {
        skip = Optional.of(digest);
    }

    /** What other tasks found. */
    public void siblings(OtherTasks others) {
        siblings = others;
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

    /** The turn was committed. */
    public PollResult.Answered committed(PollResult result) {
        var answered = (PollResult.Answered) result;
        progress = answered.progress();
        for (var write : answered.outputs()) {
            if (write instanceof PollOutput.Page(var page)) {
                pages.put(page.getFirstCursor(), page);
            } else if (write instanceof PollOutput.PageTombstone(var firstCursor)) {
                pages.remove(firstCursor);
            } else if (write instanceof PollOutput.Device(var device)) {
                devices.put(device.getRef(), device);
            } else if (write instanceof PollOutput.DeviceTombstone(var ref)) {
                devices.remove(ref);
            }
        }
        asked = Optional.empty();
        skip = Optional.empty();
        permit = answered.permit().map(token -> new Permit(token, System.nanoTime() + HOUR));
        return answered;
    }

    /** The facts that a turn writes, in their order. */
    public static List<Event> events(PollResult.Answered result) {
        return of(result, PollOutput.DeviceEvent.class).map(PollOutput.DeviceEvent::event).toList();
    }

    /** The rows it could not read. */
    public static List<DeadLetter> deadLetters(PollResult.Answered result) {
        return of(result, PollOutput.UnreadableData.class)
                .map(PollOutput.UnreadableData::letter)
                .toList();
    }

    /** What it says of its source. */
    public static Optional<SourceHealth> health(PollResult.Answered result) {
        return of(result, PollOutput.Health.class).map(PollOutput.Health::health).findFirst();
    }

    private static <W extends PollOutput> Stream<W> of(PollResult.Answered result, Class<W> kind) {
        return result.outputs().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The process died after the last commit and another one took over. */
    public void takenOver() {
        permit = Optional.empty();
    }
}
