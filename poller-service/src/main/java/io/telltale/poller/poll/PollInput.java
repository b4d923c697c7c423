package io.telltale.poller.poll;

import io.telltale.providers.page.Permit;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollNow;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * What a poll starts from. Progress, pages and devices are what was committed last, by this
 * instance or by the owner before.
 *
 * @param progress of the task
 * @param pages what each page of a scan held when it was last published, by first cursor
 * @param devices how far each device of a set is, by ref
 * @param permit of the poll before, if its commit succeeded within the last seconds and nothing
 *     failed since: it may change something at the provider, such as acknowledge a block. Lives in
 *     memory only.
 * @param pollNow an operator's command to poll now, perhaps for one device first
 * @param skip digest of an unreadable page that an operator commands to pass over
 * @param otherTasks of the same account
 * @param now our clock; never before the last poll's
 */
public record PollInput(
        TaskProgress progress,
        NavigableMap<String, PageFingerprint> pages,
        NavigableMap<String, DeviceProgress> devices,
        Optional<Permit> permit,
        Optional<PollNow> pollNow,
        Optional<String> skip,
        OtherTasks otherTasks,
        Instant now) {

    /** The progress, observed now. */
    public TaskProgress.Builder reached() {
        return TaskProgress.newBuilder(progress).setObservedAt(now);
    }

    /** To the first page of the next scan, which has a number of its own. */
    public TaskProgress.Builder nextScan() {
        return reached()
                .setCursor(null)
                .setSeen(0)
                .setScan(progress.getScan() + 1)
                .setLastStatus(null);
    }

    /** Whether this page is to be passed over. */
    public boolean skips(PollResult.UnreadPage page) {
        return skip.filter(page.digest()::equals).isPresent();
    }
}
