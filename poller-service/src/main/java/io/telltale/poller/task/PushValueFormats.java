package io.telltale.poller.task;

import io.telltale.poller.task.InvalidPollTaskException.Fault;
import io.telltale.providers.xtremepush.PushCondition;
import io.telltale.providers.xtremepush.PushQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parameters of a list of push actions may look like. */
final class PushValueFormats {

    /** Their values may change, so rows sorted by them may be jumped over. */
    private static final Set<String> CHANGING = Set.of("error", "error_message", "message");

    private PushValueFormats() {}

    static ValueFormat condition() {
        return new ValueFormat(
                "JSON [[\"column\",\"operator\",value],…] or {\"operator\":\"AND\",\"0\":[…],…},"
                        + " at most 8 KiB and 8 deep",
                text -> {
                    try {
                        PushCondition.parse(text);
                        return true;
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                });
    }

    static ValueFormat columns() {
        return new ValueFormat(
                "columns parted by commas, with campaign_id, action_id and device_id or profile_id",
                text -> {
                    var columns = parts(text);
                    return columns.stream().allMatch(PushQuery::isColumn)
                            && columns.containsAll(List.of("campaign_id", "action_id"))
                            && (columns.contains("device_id") || columns.contains("profile_id"));
                });
    }

    static ValueFormat order() {
        return new ValueFormat(
                "columns parted by commas, each followed by ASC or DESC, none of "
                        + String.join(", ", CHANGING.stream().sorted().toList()),
                text -> parts(text).stream().allMatch(PushValueFormats::isOrder));
    }

    private static boolean isOrder(String part) {
        var words = List.of(part.split(" ", -1));
        return words.size() == 2
                && PushQuery.isColumn(words.getFirst())
                && !CHANGING.contains(words.getFirst())
                && Set.of("ASC", "DESC").contains(words.getLast());
    }

    /** What is wrong with parameters that are right each by itself. */
    static Optional<Fault> together(Map<String, String> given) {
        if (given.containsKey("condition") && !given.containsKey("name")) {
            return fault("name", "given with condition: several lists of a project need names");
        }
        if (!given.containsKey("keyset")) {
            return Optional.empty();
        }
        if (!parts(given.getOrDefault("select", "")).contains("id")) {
            return fault("select", "columns with id, by which keyset reads");
        }
        return given.containsKey("order")
                ? Optional.of(
                        new Fault(
                                "parameters.order",
                                "left out with keyset, which sorts by id",
                                given.getOrDefault("order", "")))
                : Optional.empty();
    }

    private static Optional<Fault> fault(String name, String expected) {
        return Optional.of(new Fault("parameters." + name, expected, ""));
    }

    private static List<String> parts(String text) {
        return List.of(text.split(",", -1));
    }
}
