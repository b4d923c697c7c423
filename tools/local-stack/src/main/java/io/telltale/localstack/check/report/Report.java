package io.telltale.localstack.check.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The report of a check: a table for people, JSON for programs. The members at the top of the JSON
 * are those of the last and hardest run; {@code settings} has every run.
 *
 * @param check name of the check
 * @param results of its runs, the hardest last
 */
public record Report(String check, List<RunResult> results) {

    public Report {
        results = List.copyOf(results);
    }

    private boolean holds() {
        return results.stream().allMatch(RunResult::holds);
    }

    /** The last line: "holds", or what does not hold. */
    public String verdict() {
        return holds()
                ? "holds"
                : results.stream()
                        .flatMap(result -> result.faults().stream())
                        .collect(Collectors.joining("; ", "does not hold: ", ""));
    }

    /** A line per family, and one with the counts of each run. */
    public List<String> table() {
        var lines = new ArrayList<String>();
        lines.add(
                row(
                        "run",
                        "family",
                        "expected",
                        "found",
                        "missing",
                        "different",
                        "twice",
                        "invented",
                        "repeats"));
        for (var result : results) {
            var run = result.setting().name();
            for (var family : result.families()) {
                lines.add(
                        row(
                                run,
                                family.family(),
                                family.expected(),
                                family.found(),
                                family.missing(),
                                family.different(),
                                family.twice(),
                                family.invented(),
                                family.repeats()));
            }
            lines.add(
                    result.counts().stream()
                            .map(count -> ", " + count)
                            .collect(
                                    Collectors.joining(
                                            "",
                                            "%s: %d killed"
                                                    .formatted(run, result.setting().kills()),
                                            "")));
        }
        return lines;
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-20s %-20s %9s %9s %9s %9s %7s %9s %9s", cells)
                .stripTrailing();
    }

    /** Writes the JSON. */
    public void write(Path file) throws IOException {
        var json = new JsonMapper();
        var root = json.createObjectNode().put("check", check).put("holds", holds());
        describe(root, results.getLast());
        var settings = root.putArray("settings");
        for (var result : results) {
            var entry = settings.addObject().put("name", result.setting().name());
            entry.put("holds", result.holds()).put("instances", result.setting().instances());
            describe(entry, result);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static void describe(ObjectNode node, RunResult result) {
        node.put("seed", result.setting().seed());
        node.put("seconds", result.setting().life().toSeconds());
        node.put("kills", result.setting().kills());
        var families = node.putArray("families");
        result.families().forEach(families::addPOJO);
        result.counts().forEach(count -> node.put(count.key(), count.value()));
        node.put("rested", result.rested());
    }
}
