package io.telltale.poller.poll;

import io.telltale.poller.poll.Turn.Next;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.xtremepush.PushPage;
import io.telltale.providers.xtremepush.PushRow;
import io.telltale.providers.xtremepush.PushRowMapper;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PollTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lists the push actions of a project, a page a turn, from the first to the last and over again.
 * Rows carry the provider's time and their ids do not depend on the scan, so a row that is
 * published twice because it moved has the same event id.
 */
final class PushDevicesPoll implements Poll {

    private static final int LIMIT = 500;

    private final PollTask task;
    private final PushRowMapper mapper;
    private final Function<PushPage, Answer<List<Row<PushRow>>>> list;

    /**
     * Polls one project.
     *
     * @param list asks for a page
     */
    PushDevicesPoll(PollTask task, Function<PushPage, Answer<List<Row<PushRow>>>> list) {
        this.task = task;
        this.mapper = new PushRowMapper(task.getAccount());
        this.list = list;
    }

    @Override
    public Turn turn(TaskState state) {
        var offset =
                Optional.ofNullable(state.progress().getCursor()).map(Long::parseLong).orElse(0L);
        return Turns.of(
                list.apply(new PushPage(LIMIT, offset)), rows -> arrived(state, offset, rows));
    }

    private Turn arrived(TaskState state, long offset, List<Row<PushRow>> rows) {
        var cursor = cursor(offset);
        var scan = state.progress().getScan();
        var changes = new PageChanges<>(state.pages(), cursor, rows, this::digest, scan);
        var changed = changes.changed();
        var events =
                Row.good(changed).stream()
                        .<Event>map(row -> mapper.event(row, state.now()))
                        .toList();
        var seen = state.progress().getSeen() + rows.size();
        var writes = new ArrayList<>(Write.facts(events));
        writes.addAll(Write.unread(BrokenRows.of(task, cursor, changed)));
        writes.add(new Write.Page(changes.fingerprint()));
        if (rows.size() >= LIMIT) {
            var after = cursor(offset + rows.size());
            return Turn.Answered.with(
                    writes, ScanProgress.nextPage(state, after, seen), new Next.AtOnce());
        }
        writes.add(new Write.Health(Healths.scanned(task, null, scan, seen, null, state.now())));
        return Turn.Answered.with(writes, ScanProgress.nextScan(state), new Next.AfterInterval());
    }

    /** What the row says, as far as it goes into its event's id. */
    private String digest(PushRow row) {
        return mapper.event(row, Instant.EPOCH).eventId();
    }

    /** As text that sorts like the number. */
    private static String cursor(long offset) {
        return "%012d".formatted(offset);
    }
}
