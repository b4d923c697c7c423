package io.telltale.poller.poll.xtremepush;

import io.telltale.poller.poll.TaskParameters;
import io.telltale.providers.xtremepush.PushCondition;
import io.telltale.providers.xtremepush.PushQuery;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.PollTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a task asks of a project's push actions.
 *
 * @param condition which rows
 * @param select columns they carry
 * @param order what they are sorted by; empty for the provider's own order
 * @param limit rows asked for at once, 1 or more
 * @param keyset whether pages follow each other by row id, not by offset
 * @param overlap rows that the next page repeats, where pages follow each other by offset
 * @param from how old a row may be at most; empty for any age
 * @param reread how much older than the newest row a row may be to be read again
 */
record PushSettings(
        PushCondition condition,
        List<String> select,
        List<String> order,
        int limit,
        boolean keyset,
        int overlap,
        Optional<Instant> from,
        Duration reread) {

    private static final int LIMIT = 500;
    private static final int OVERLAP = 50;
    private static final Duration REREAD = Duration.ofDays(3);

    /**
     * Reads the task's parameters.
     *
     * @throws IllegalArgumentException if one is not what it should be
     * @throws java.time.DateTimeException if one is no length of time, or no time
     */
    static PushSettings of(PollTask task) {
        var parameters = new TaskParameters(task);
        return new PushSettings(
                parameters.text("condition").map(PushCondition::parse).orElse(PushCondition.NONE),
                parameters.text("select").map(PushSettings::parts).orElse(PushQuery.USUAL_COLUMNS),
                parameters.text("order").map(PushSettings::parts).orElse(List.of()),
                number(parameters, "limit", LIMIT),
                parameters.text("keyset").isPresent(),
                number(parameters, "overlap", OVERLAP),
                parameters.text("from").map(Instant::parse),
                parameters.duration("reread").orElse(REREAD));
    }

    private static int number(TaskParameters parameters, String name, int otherwise) {
        return parameters.text(name).map(Integer::parseInt).orElse(otherwise);
    }

    private static List<String> parts(String text) {
        return List.of(text.split(",", -1));
    }

    /** How pages follow each other. */
    PushPaging pages() {
        return keyset ? new KeysetPaging(this) : new OffsetPaging(this);
    }

    /** Differs when rows that were read before are of no use. */
    String query() {
        return EventId.of("push-query", condition.toString());
    }

    /** Differs when a scan that began with the one cannot go on with the other. */
    String paging() {
        return EventId.of(
                "push-paging",
                String.join(",", order),
                Boolean.toString(keyset),
                from.map(Instant::toString).orElse(null));
    }

    /** The question for a page. */
    PushQuery query(PushCondition bounded, List<String> sorted, long offset) {
        return new PushQuery(bounded, select, sorted, limit, offset);
    }

    /** The name of the task among those of its project. */
    static Optional<String> name(PollTask task) {
        return new TaskParameters(task).text("name");
    }
}
