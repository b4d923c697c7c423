package io.telltale.poller.task;

import io.telltale.schemas.record.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What one kind of task needs.
 *
 * @param provider that is polled
 * @param parameters every parameter it knows, in the order of messages
 * @param required those that must be there
 * @param exactlyOne exactly one of these must be there; none when empty
 * @param together a fault of parameters that are valid each by itself
 * @param rest what the id ends with after the kind; may be empty
 */
record TaskKindRules(
        Provider provider,
        Map<String, ValueFormat> parameters,
        Set<String> required,
        Set<String> exactlyOne,
        Function<Map<String, String>, Optional<InvalidPollTaskException.Fault>> together,
        Function<Map<String, String>, Optional<String>> rest) {

    /** A kind with one task for each account. */
    static TaskKindRules at(Provider provider) {
        return new TaskKindRules(
                provider,
                Map.of(),
                Set.of(),
                Set.of(),
                parameters -> Optional.empty(),
                parameters -> Optional.empty());
    }

    TaskKindRules with(String name, ValueFormat format) {
        var more = new LinkedHashMap<>(parameters);
        more.put(name, format);
        return new TaskKindRules(provider, more, required, exactlyOne, together, rest);
    }

    TaskKindRules requiring(String... names) {
        return new TaskKindRules(provider, parameters, Set.of(names), exactlyOne, together, rest);
    }

    TaskKindRules wantingOneOf(String... names) {
        return new TaskKindRules(provider, parameters, required, Set.of(names), together, rest);
    }

    TaskKindRules ending(Function<Map<String, String>, Optional<String>> end) {
        return new TaskKindRules(provider, parameters, required, exactlyOne, together, end);
    }

    TaskKindRules agreeing(
            Function<Map<String, String>, Optional<InvalidPollTaskException.Fault>> check) {
        return new TaskKindRules(provider, parameters, required, exactlyOne, check, rest);
    }

    /** Everything that is wrong with these parameters. */
    List<InvalidPollTaskException.Fault> faults(Map<String, String> given) {
        var faults = new ArrayList<InvalidPollTaskException.Fault>();
        given.forEach((name, value) -> {
            var format = parameters.get(name);
            if (format == null) {
                faults.add(fault(name, known(), "given"));
            } else if (!format.fits().test(value)) {
                faults.add(fault(name, format.expected(), value.isEmpty() ? "''" : value));
            }
        });
        required.stream()
                .filter(name -> !given.containsKey(name))
                .sorted()
                .forEach(name -> faults.add(fault(name, format(name).expected(), "")));
        var chosen = exactlyOne.stream().filter(given::containsKey).sorted().toList();
        if (!exactlyOne.isEmpty() && chosen.size() != 1) {
            faults.add(
                    new InvalidPollTaskException.Fault(
                            "parameters",
                            "exactly one of " + named(exactlyOne),
                            chosen.isEmpty() ? "none of them" : String.join(", ", chosen)));
        }
        if (faults.isEmpty()) {
            together.apply(given).ifPresent(faults::add);
        }
        return faults;
    }

    private ValueFormat format(String name) {
        return Optional.ofNullable(parameters.get(name)).orElseThrow();
    }

    private String known() {
        return parameters.isEmpty()
                ? "left out: this kind knows no parameters"
                : "one of " + named(parameters.keySet());
    }

    private String named(Set<String> names) {
        return String.join(", ", parameters.keySet().stream().filter(names::contains).toList());
    }

    private static InvalidPollTaskException.Fault fault(String name, String expected, String was) {
        return new InvalidPollTaskException.Fault("parameters." + name, expected, was);
    }
}
