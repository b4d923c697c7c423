package io.telltale.poller.http;

import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.service.query.Cursor;
import io.telltale.service.query.Query;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tasks a request is about; a condition that is empty matches all.
 *
 * @param provider of the task
 * @param account of the task
 * @param kind of the task
 * @param state of the task
 */
record TaskFilter(
        Optional<Provider> provider,
        Optional<String> account,
        Optional<PollKind> kind,
        Optional<TaskStatus.State> state) {

    /** Parameters of a filter. */
    static final Set<String> NAMES = Set.of("provider", "account", "kind", "state");

    /** Matches every task. */
    static final TaskFilter ALL =
            new TaskFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static TaskFilter of(Query query) {
        return new TaskFilter(
                word(query, "provider", Provider.values(), TaskFilter::lower),
                query.text("account"),
                word(query, "kind", PollKind.values(), Enum::name),
                word(query, "state", TaskStatus.State.values(), Enum::name));
    }

    private static <E extends Enum<E>> Optional<E> word(
            Query query, String name, E[] values, Function<E, String> written) {
        var known =
                Stream.of(values)
                        .filter(value -> !value.name().equals("UNKNOWN"))
                        .collect(Collectors.toMap(written, value -> value));
        return query.word(name, known.keySet().stream().sorted().toList())
                .flatMap(word -> Optional.ofNullable(known.get(word)));
    }

    private static String lower(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }

    boolean matches(PollTask task) {
        return provider.filter(wanted -> wanted != task.getProvider()).isEmpty()
                && account.filter(wanted -> !wanted.equals(task.getAccount())).isEmpty()
                && kind.filter(wanted -> wanted != task.getKind()).isEmpty();
    }

    boolean matches(TaskStatus.State now) {
        return state.filter(wanted -> wanted != now).isEmpty();
    }

    /** As a query for another instance; begins with {@code &} unless empty. */
    String query() {
        return parameter("provider", provider.map(TaskFilter::lower))
                + parameter("account", account)
                + parameter("kind", kind.map(Enum::name))
                + parameter("state", state.map(Enum::name));
    }

    private static String parameter(String name, Optional<String> value) {
        return value.map(text -> "&%s=%s".formatted(name, Query.encoded(text))).orElse("");
    }

    /** Digest of the tasks that match, for cursors. */
    String list() {
        return Cursor.listOf("poll-tasks", query());
    }
}
