package io.telltale.poller.http;

import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.service.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a caller wants.
 *
 * @param provider only of this one
 * @param account only of this one
 * @param kind only of this one
 * @param state only in this one
 */
record TaskFilter(
        Optional<Provider> provider,
        Optional<String> account,
        Optional<PollKind> kind,
        Optional<TaskStatus.State> state) {

    static TaskFilter of(
            @Nullable String provider,
            @Nullable String account,
            @Nullable String kind,
            @Nullable String state) {
        return new TaskFilter(
                word("provider", provider, Provider.values(), TaskFilter::lower),
                Optional.ofNullable(account),
                word("kind", kind, PollKind.values(), Enum::name),
                word("state", state, TaskStatus.State.values(), Enum::name));
    }

    private static <E extends Enum<E>> Optional<E> word(
            String name, @Nullable String was, E[] values, Function<E, String> written) {
        if (was == null) {
            return Optional.empty();
        }
        var known = Arrays.stream(values).filter(value -> !value.name().equals("UNKNOWN")).toList();
        var match = known.stream().filter(value -> written.apply(value).equals(was)).findFirst();
        if (match.isEmpty()) {
            throw ProblemException.badParameter(
                    name,
                    known.stream().map(written).collect(Collectors.joining(", ", "one of ", "")),
                    was);
        }
        return match;
    }

    private static String lower(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }

    boolean takes(PollTask task) {
        return provider.filter(wanted -> wanted != task.getProvider()).isEmpty()
                && account.filter(wanted -> !wanted.equals(task.getAccount())).isEmpty()
                && kind.filter(wanted -> wanted != task.getKind()).isEmpty();
    }

    boolean takes(TaskStatus.State now) {
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
        return value.map(text ->
                        "&%s=%s".formatted(name, URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .orElse("");
    }
}
