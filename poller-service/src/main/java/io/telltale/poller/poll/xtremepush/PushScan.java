package io.telltale.poller.poll.xtremepush;

import io.telltale.poller.poll.PollInput;
import io.telltale.providers.xtremepush.PushCondition;
import io.telltale.schemas.record.ListProgress;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a list is scanned. A scan requests rows from some time before the watermark on, which is
 * the newest create time that a whole scan saw: not before the scan ended, since a row that was
 * added behind it meanwhile is found only by the next one; and no time after the scan began, since
 * a row from the future would hide all that come after it.
 */
final class PushScan {

    private static final int MOST_RESTARTS = 3;

    private final PushSettings settings;
    private final TaskProgress progress;
    private final ListProgress list;
    private final Instant now;

    private PushScan(PushSettings settings, TaskProgress progress, ListProgress list, Instant now) {
        this.settings = settings;
        this.progress = progress;
        this.list = list;
        this.now = now;
    }

    /** As it is committed, or from the beginning where nothing is, or something else was asked. */
    static PushScan of(PushSettings settings, PollInput input) {
        var progress = input.progress();
        var known = progress.getList();
        if (known == null || !known.getQuery().equals(settings.query())) {
            var fresh = begun(settings, input).build();
            return new PushScan(settings, first(progress), fresh, input.now());
        }
        if (!known.getPaging().equals(settings.paging())) {
            var again =
                    begun(settings, input)
                            .setWatermark(known.getWatermark())
                            .setForgottenBefore(known.getForgottenBefore())
                            .build();
            return new PushScan(settings, first(progress), again, input.now());
        }
        var list =
                progress.getCursor() == null
                        ? ListProgress.newBuilder(known).setStartedAt(input.now()).build()
                        : known;
        return new PushScan(settings, progress, list, input.now());
    }

    private static ListProgress.Builder begun(PushSettings settings, PollInput input) {
        return ListProgress.newBuilder()
                .setQuery(settings.query())
                .setPaging(settings.paging())
                .setStartedAt(input.now());
    }

    private static TaskProgress first(TaskProgress progress) {
        return TaskProgress.newBuilder(progress).setCursor(null).setSeen(0).build();
    }

    PushPaging.Place place() {
        return new PushPaging.Place(
                Optional.ofNullable(progress.getCursor()),
                list.getTail(),
                list.getPage(),
                list.getSame());
    }

    /** Which rows are asked for. */
    PushCondition condition() {
        return bound().map(from ->
                        settings.condition().and("create_time", ">", from.getEpochSecond() - 1))
                .orElse(settings.condition());
    }

    /** Rows created before are not asked for; empty where all are. */
    Optional<Instant> bound() {
        return bound(list.getWatermark(), list.getForgottenBefore());
    }

    private Optional<Instant> bound(
            @Nullable Instant watermark, @Nullable Instant forgottenBefore) {
        var wanted =
                watermark == null
                        ? Instant.EPOCH
                        : watermark.minus(settings.reread()).truncatedTo(ChronoUnit.SECONDS);
        return Stream.of(
                        wanted,
                        settings.from().orElse(Instant.EPOCH),
                        forgottenBefore == null ? Instant.EPOCH : forgottenBefore)
                .max(Comparator.naturalOrder())
                .filter(time -> time.isAfter(Instant.EPOCH));
    }

    /** Whether it may begin again once more. */
    boolean mayBeginAgain() {
        return list.getRestarts() < MOST_RESTARTS;
    }

    /** From the first page again, since the list moved by more than a page. */
    TaskProgress again() {
        return TaskProgress.newBuilder(progress)
                .setCursor(null)
                .setSeen(0)
                .setObservedAt(now)
                .setList(
                        ListProgress.newBuilder(list)
                                .setNewest(null)
                                .setTail(List.of())
                                .setPage(0)
                                .setSame(0)
                                .setRestarts(list.getRestarts() + 1)
                                .build())
                .build();
    }

    /**
     * After a page.
     *
     * @param created create times of its rows
     * @param more rows that it added
     * @param whole whether it follows the page before
     */
    PushScan after(Collection<Instant> created, int more, boolean whole) {
        var newest =
                created.stream()
                        .filter(time -> !time.isAfter(list.getStartedAt()))
                        .reduce(list.getNewest(), KnownRows::later);
        return new PushScan(
                settings,
                TaskProgress.newBuilder(progress).setSeen(progress.getSeen() + more).build(),
                ListProgress.newBuilder(list)
                        .setNewest(newest)
                        .setWhole(list.getWhole() && whole)
                        .build(),
                now);
    }

    /** To the next page. */
    TaskProgress onwards(PushPaging.Place next) {
        return TaskProgress.newBuilder(progress)
                .setCursor(next.cursor().orElse(null))
                .setObservedAt(now)
                .setList(
                        ListProgress.newBuilder(list)
                                .setTail(next.tail())
                                .setPage(next.page())
                                .setSame(next.same())
                                .build())
                .build();
    }

    boolean isWhole() {
        return list.getWhole();
    }

    long scan() {
        return progress.getScan();
    }

    long seen() {
        return progress.getSeen();
    }

    /** Where the next scan begins: rows created before are never asked for again. */
    Optional<Instant> nextBound() {
        return bound(nextWatermark(), list.getForgottenBefore());
    }

    private @Nullable Instant nextWatermark() {
        return list.getWhole()
                ? KnownRows.later(list.getWatermark(), list.getNewest())
                : list.getWatermark();
    }

    /**
     * To the first page of the next scan.
     *
     * @param forgets whether rows created before the next bound are not remembered any more
     */
    TaskProgress ended(boolean forgets) {
        return TaskProgress.newBuilder(progress)
                .setCursor(null)
                .setSeen(0)
                .setScan(progress.getScan() + 1)
                .setObservedAt(now)
                .setList(
                        ListProgress.newBuilder()
                                .setQuery(list.getQuery())
                                .setPaging(list.getPaging())
                                .setStartedAt(now)
                                .setWatermark(nextWatermark())
                                .setForgottenBefore(
                                        forgets
                                                ? nextBound().orElse(null)
                                                : list.getForgottenBefore())
                                .build())
                .build();
    }
}
