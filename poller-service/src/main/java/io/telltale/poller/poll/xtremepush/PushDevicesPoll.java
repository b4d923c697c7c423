package io.telltale.poller.poll.xtremepush;

import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.RowHash;
import io.telltale.poller.poll.SourceHealthRecords;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.poll.xtremepush.KnownRows.Fresh;
import io.telltale.poller.poll.xtremepush.PushPaging.Place;
import io.telltale.poller.poll.xtremepush.PushPaging.Read;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.xtremepush.PushQuery;
import io.telltale.providers.xtremepush.PushRow;
import io.telltale.providers.xtremepush.PushRowMapper;
import io.telltale.schemas.record.PollTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Scans the push actions of a project, one page per poll, again and again. The list has no end mark
 * and shifts while it is read, so each scan reads recent rows again, and the hashes of published
 * rows are kept: a row is published once for each content it had.
 */
public final class PushDevicesPoll implements TaskPoll {

    private static final String MOVED = "the list moved by more than a page each time it was read";

    private static final String PASSED = "a page that cannot be read was passed over";

    private final PollTask task;
    private final PushSettings settings;
    private final PushPaging paging;
    private final PushRowMapper mapper;
    private final Function<PushQuery, Answer<List<Row<PushRow>>>> list;

    /**
     * Polls one project.
     *
     * @param list asks for a page
     */
    public PushDevicesPoll(PollTask task, Function<PushQuery, Answer<List<Row<PushRow>>>> list) {
        this.task = task;
        this.settings = PushSettings.of(task);
        this.paging = settings.pages();
        this.mapper = new PushRowMapper(task.getAccount());
        this.list = list;
    }

    @Override
    public PollResult poll(PollInput input) {
        var scan = PushScan.of(settings, input);
        var place = scan.place();
        if (known(input).isFull(scan.bound())) {
            return new PollResult.Failed(
                    "TOO_MANY_ROWS",
                    ("a task remembers up to %d rows, this one reached it: with `from` it reads only"
                                    + " rows created from then on")
                            .formatted(KnownRows.MOST),
                    Optional.empty());
        }
        var answer = list.apply(paging.query(scan.condition(), place.cursor()));
        if (answer instanceof Answer.Unreadable<?>(var body, _)
                && input.skips(new PollResult.UnreadPage(cursor(place), body))) {
            return passed(input, scan.after(List.of(), 0, false), paging.beyond(place));
        }
        return PollResult.of(
                answer,
                cursor(place),
                rows ->
                        switch (paging.read(place, rows)) {
                            case Read.Wrong(var type, var detail) ->
                                    new PollResult.Failed(type, detail, Optional.empty());
                            case Read.Lost(var detail) ->
                                    ended(
                                            input,
                                            scan.after(created(rows), rows.size(), false),
                                            news(input, scan, rows),
                                            detail);
                            case Read.Gap _ when scan.mayBeginAgain() ->
                                    PollResult.Answered.with(
                                            news(input, scan, rows),
                                            scan.again(),
                                            new Next.AtOnce());
                            case Read.Gap(var next, var more) ->
                                    arrived(
                                            input,
                                            scan.after(created(rows), more, false),
                                            rows,
                                            next);
                            case Read.Follows(var next, var more) ->
                                    arrived(
                                            input,
                                            scan.after(created(rows), more, true),
                                            rows,
                                            next);
                        });
    }

    /** Goes on behind an unreadable page; its dead letter was written when it blocked the task. */
    private PollResult passed(PollInput input, PushScan scan, Optional<Place> next) {
        return next.<PollResult>map(place ->
                        PollResult.Answered.with(List.of(), scan.onwards(place), new Next.AtOnce()))
                .orElseGet(() -> ended(input, scan, List.of(), PASSED));
    }

    private static String cursor(Place place) {
        return place.cursor().orElse("0");
    }

    private PollResult arrived(
            PollInput input, PushScan scan, List<Row<PushRow>> rows, Optional<Place> next) {
        var outputs = news(input, scan, rows);
        return next.<PollResult>map(place ->
                        PollResult.Answered.with(outputs, scan.onwards(place), new Next.AtOnce()))
                .orElseGet(() -> ended(input, scan, outputs, MOVED));
    }

    /**
     * After the last page.
     *
     * @param detail why the scan is not whole, if it is not
     */
    private PollResult ended(PollInput input, PushScan scan, List<PollOutput> news, String detail) {
        var outputs = new ArrayList<>(news);
        var old =
                new ArrayList<>(
                        scan.nextBound().map(known(input)::createdBefore).orElseGet(List::of));
        old.removeAll(written(outputs));
        old.forEach(part -> outputs.add(new PollOutput.PageTombstone(part)));
        outputs.add(health(input, scan, detail));
        return PollResult.Answered.with(
                outputs, scan.ended(!old.isEmpty()), new Next.AfterInterval());
    }

    /** The rows that were never published, and their hashes. */
    private List<PollOutput> news(PollInput input, PushScan scan, List<Row<PushRow>> rows) {
        var byHash = new LinkedHashMap<Long, Row<PushRow>>();
        rows.forEach(row -> byHash.putIfAbsent(RowHash.of(row, this::digest), row));
        var unknown = known(input).unknown(byHash.keySet());
        byHash.keySet().retainAll(unknown);
        var changed = List.copyOf(byHash.values());
        var outputs = new ArrayList<PollOutput>();
        Row.good(changed)
                .forEach(row ->
                        outputs.add(new PollOutput.DeviceEvent(mapper.event(row, input.now()))));
        outputs.addAll(PollOutput.unreadable(task, cursor(scan.place()), changed));
        var fresh =
                byHash.entrySet().stream()
                        .map(row ->
                                new Fresh(
                                        row.getKey(),
                                        PushRowMapper.createdAtOf(row.getValue()).orElse(null)))
                        .toList();
        known(input)
                .with(fresh, scan.scan())
                .forEach(part -> outputs.add(new PollOutput.Page(part)));
        return outputs;
    }

    private static KnownRows known(PollInput input) {
        return new KnownRows(input.pages());
    }

    private static List<String> written(List<PollOutput> outputs) {
        return outputs.stream()
                .filter(PollOutput.Page.class::isInstance)
                .map(write -> ((PollOutput.Page) write).fingerprint().getFirstCursor())
                .toList();
    }

    private PollOutput.Health health(PollInput input, PushScan scan, String detail) {
        var name = PushSettings.name(task).orElse(null);
        return scan.isWhole()
                ? SourceHealthRecords.scanned(
                        task, name, scan.scan(), scan.seen(), null, input.now())
                : SourceHealthRecords.incomplete(task, name, detail, input.now());
    }

    private static List<Instant> created(List<Row<PushRow>> rows) {
        return rows.stream().map(PushRowMapper::createdAtOf).flatMap(Optional::stream).toList();
    }

    /** The content of the row as far as it is part of its event's id. */
    private String digest(PushRow row) {
        return mapper.event(row, Instant.EPOCH).eventId();
    }
}
