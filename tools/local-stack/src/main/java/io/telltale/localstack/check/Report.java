package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a check found: a table for people, JSON for programs. The members at the top of the JSON are
 * those of the last and hardest run; {@code settings} has every run.
 *
 * @param check name of the check
 * @param results of its runs, the hardest last
 */
record Report(String check, List<SettingResult> results) {

    Report {
        results = List.copyOf(results);
    }

    boolean holds() {
        return results.stream().allMatch(SettingResult::holds);
    }

    /** The last line that a person reads. */
    String verdict() {
        return holds()
                ? "holds"
                : "does not hold: "
                        + String.join(
                                "; ",
                                results.stream()
                                        .flatMap(result -> result.faults().stream())
                                        .toList());
    }

    /** A line per family and run. */
    List<String> table() {
        var lines = new ArrayList<String>();
        lines.add(
                row(
                        "run",
                        "family",
                        "expected",
                        "found",
                        "missing",
                        "twice",
                        "invented",
                        "repeats"));
        for (var result : results) {
            for (var family : result.families()) {
                lines.add(
                        row(
                                result.setting().name(),
                                family.family(),
                                family.expected(),
                                family.found(),
                                family.missing(),
                                family.twice(),
                                family.invented(),
                                family.repeats()));
            }
            lines.add(
                    "%s: %d killed, %d requests, %d windows above the budget, %d messages left in the queue, %d dead letters"
                            .formatted(
                                    result.setting().name(),
                                    result.setting().kills(),
                                    result.requests(),
                                    result.budgetExceeded(),
                                    result.queueLeft(),
                                    result.deadLetters()));
        }
        return lines;
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-20s %-13s %9s %9s %9s %7s %9s %9s", cells)
                .stripTrailing();
    }

    /** Writes the JSON. */
    void write(Path file) throws IOException {
        var json = new JsonMapper();
        var last = results.getLast();
        var root = json.createObjectNode().put("check", check).put("holds", holds());
        describe(root, last);
        var settings = root.putArray("settings");
        for (var result : results) {
            var entry = settings.addObject().put("name", result.setting().name());
            entry.put("holds", result.holds()).put("instances", result.setting().instances());
            describe(entry, result);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static void describe(ObjectNode node, SettingResult result) {
        node.put("seed", result.setting().seed());
        node.put("seconds", result.setting().life().toSeconds());
        node.put("kills", result.setting().kills());
        var families = node.putArray("families");
        for (var family : result.families()) {
            families.addPOJO(family);
        }
        node.put("queueLeft", result.queueLeft());
        node.put("budgetExceeded", result.budgetExceeded());
        node.put("deadLetters", result.deadLetters());
        node.put("requests", result.requests());
        node.put("rested", result.rested());
    }
}
