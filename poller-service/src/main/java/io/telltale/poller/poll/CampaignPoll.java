package io.telltale.poller.poll;

import io.telltale.poller.poll.Turn.Next;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.CampaignDeviceMapper;
import io.telltale.providers.thingspace.CampaignPage;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.ref.CampaignRef;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scans the devices of a software-upgrade campaign, a page a turn. Only rows that changed since the
 * scan before are published; the scan number, which is part of their event ids, moves on in the
 * transaction of a scan's last page, so a page fetched again after a crash has the same ids.
 */
final class CampaignPoll implements Poll {

    private static final String FIRST = "0";

    private final PollTask task;
    private final CampaignRef campaign;
    private final CampaignDeviceMapper mapper;
    private final Function<Optional<String>, Answer<CampaignPage>> report;

    /**
     * Polls one campaign.
     *
     * @param report asks for the page after a cursor
     */
    CampaignPoll(
            PollTask task,
            CampaignRef campaign,
            Function<Optional<String>, Answer<CampaignPage>> report) {
        this.task = task;
        this.campaign = campaign;
        this.mapper = new CampaignDeviceMapper(campaign.account(), campaign.campaignId());
        this.report = report;
    }

    @Override
    public Turn turn(TaskState state) {
        var cursor = Optional.ofNullable(state.progress().getCursor());
        var answer = report.apply(cursor);
        // The cursor is no longer taken: the scan starts over, under a number of its own.
        if (cursor.isPresent() && answer instanceof Answer.Refused<CampaignPage>) {
            return Turn.Answered.with(ScanProgress.nextScan(state), new Next.AfterInterval());
        }
        return Turns.of(answer, page -> arrived(state, cursor.orElse(FIRST), page));
    }

    private Turn arrived(TaskState state, String cursor, CampaignPage page) {
        var scan = state.progress().getScan();
        var changes =
                new PageChanges<>(
                        state.pages(),
                        cursor,
                        page.devices(),
                        CampaignDeviceMapper::rowDigest,
                        scan);
        var changed = changes.changed();
        var events =
                Row.good(changed).stream()
                        .<Event>map(device -> mapper.event(device, scan, state.now()))
                        .toList();
        var seen = state.progress().getSeen() + page.devices().size();
        var next = next(cursor, page);
        var writes = new ArrayList<>(Write.facts(events));
        writes.addAll(Write.unread(BrokenRows.of(task, cursor, changed)));
        writes.add(new Write.Page(changes.fingerprint()));
        if (next.isPresent()) {
            return Turn.Answered.with(
                    writes, ScanProgress.nextPage(state, next.get(), seen), new Next.AtOnce());
        }
        var reported = boxed(page.reportedDevices());
        writes.add(
                new Write.Health(
                        Healths.scanned(
                                task, campaign.toString(), scan, seen, reported, state.now())));
        return Turn.Answered.with(writes, ScanProgress.nextScan(state), new Next.AfterInterval());
    }

    /**
     * A cursor that does not grow, or a page without rows, ends the scan whatever the flag says.
     */
    private static Optional<String> next(String cursor, CampaignPage page) {
        return page.hasMore() && !page.devices().isEmpty()
                ? page.next().filter(after -> isAfter(after, cursor))
                : Optional.empty();
    }

    private static boolean isAfter(String cursor, String before) {
        return cursor.length() != before.length()
                ? cursor.length() > before.length()
                : cursor.compareTo(before) > 0;
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
