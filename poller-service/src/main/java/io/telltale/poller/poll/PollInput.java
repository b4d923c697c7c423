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
 * What a turn starts from. Progress and pages are what was committed last, by this instance or by
 * the one before it.
 *
 * @param progress where the task stands
 * @param pages what each page of a scan held when it was last published, by first cursor
 * @param devices how far each device of a set is, by ref
 * @param permit given by the turn before, if its commit succeeded within the last seconds and
 *     nothing failed since: leave to change something at the provider, such as an acknowledgement
 *     token. Lives in memory only.
 * @param asked somebody wants this turn now, perhaps for one device first
 * @param skip digest of a page that cannot be read and that somebody wants to be passed over
 * @param siblings other tasks of the same account
 * @param now our clock; never before the last turn's
 */
public record PollInput(
        TaskProgress progress,
        NavigableMap<String, PageFingerprint> pages,
        NavigableMap<String, DeviceProgress> devices,
        Optional<Permit> permit,
        Optional<PollNow> asked,
        Optional<String> skip,
        OtherTasks siblings,
        Instant now) {

    /** Whether this page is to be passed over. */
    boolean skips(PollResult.UnreadPage page) {
        return skip.filter(page.digest()::equals).isPresent();
    }
}
