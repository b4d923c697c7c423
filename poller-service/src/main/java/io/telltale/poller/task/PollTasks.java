package io.telltale.poller.task;

import io.telltale.poller.task.InvalidPollTaskException.Fault;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes poll tasks: checks what each kind needs, and derives the id that follows from it. */
public final class PollTasks {

    private static final String ACCOUNT = "[A-Za-z0-9._-]{1,64}";

    private PollTasks() {}

    /**
     * A task with its id derived: the same thing is the same task.
     *
     * @throws InvalidPollTaskException naming everything that is wrong
     */
    public static PollTask create(
            PollKind kind, String account, Map<String, String> parameters, Duration interval) {
        var faults = new ArrayList<Fault>();
        if (!account.matches(ACCOUNT)) {
            faults.add(new Fault("account", "1 to 64 letters, digits, '.', '_' or '-'", account));
        }
        if (interval.compareTo(TaskKinds.SHORTEST_INTERVAL) < 0
                || interval.compareTo(TaskKinds.LONGEST_INTERVAL) > 0) {
            faults.add(
                    new Fault("interval", "a duration from 1 s to 30 days", interval.toString()));
        }
        var needs =
                TaskKinds.of(kind)
                        .orElseThrow(() ->
                                new InvalidPollTaskException(
                                        List.of(
                                                new Fault(
                                                        "kind",
                                                        "a kind that can be polled",
                                                        kind.name()))));
        faults.addAll(needs.faults(parameters));
        if (parameters.containsKey("devices") != parameters.containsKey("name")
                && kind == PollKind.THINGSPACE_SMS_HISTORY) {
            faults.add(
                    new Fault(
                            "parameters.name",
                            "given with devices, and only then",
                            parameters.getOrDefault("name", "")));
        }
        if (!faults.isEmpty()) {
            throw new InvalidPollTaskException(faults);
        }
        return PollTask.newBuilder()
                .setId(id(kind, needs, account, parameters))
                .setKind(kind)
                .setProvider(needs.provider())
                .setAccount(account)
                .setParameters(Map.copyOf(parameters))
                .setIntervalMillis(interval.toMillis())
                .build();
    }

    private static String id(
            PollKind kind, TaskKindRules needs, String account, Map<String, String> parameters) {
        var id = String.join(".", lower(needs.provider()), account, lower(kind).replace('_', '-'));
        return needs.rest().apply(parameters).map(rest -> id + "." + rest).orElse(id);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
