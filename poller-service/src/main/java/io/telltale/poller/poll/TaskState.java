package io.telltale.poller.poll;

import io.telltale.schemas.record.PageFingerprint;
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
 * @param permit given by the turn before, if its commit succeeded within the last seconds and
 *     nothing failed since: leave to change something at the provider, such as an acknowledgement
 *     token. Lives in memory only.
 * @param now our clock; never before the last turn's
 */
public record TaskState(
        TaskProgress progress,
        NavigableMap<String, PageFingerprint> pages,
        Optional<String> permit,
        Instant now) {}
