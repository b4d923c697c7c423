package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the check of the streams application found: a table for people, JSON for programs.
 *
 * @param setting as it was run
 * @param told what is on the event topics, compared with what the simulator told
 * @param answered what is on the link topic and what is answered, compared with what it has to be
 * @param refs how many refs were asked for
 * @param queueLeft messages left in the provider's queues
 * @param deadLetters records on the dead-letter topic
 * @param rested whether everything came to rest in time
 */
record StreamsResult(
        Setting setting,
        List<FamilyResult> told,
        List<Comparison.Result> answered,
        long refs,
        long queueLeft,
        long deadLetters,
        boolean rested) {

    StreamsResult {
        told = List.copyOf(told);
        answered = List.copyOf(answered);
    }

    boolean holds() {
        return faults().isEmpty();
    }

    /** The last line that a person reads. */
    String verdict() {
        return holds() ? "holds" : "does not hold: " + String.join("; ", faults());
    }

    private List<String> faults() {
        var faults = new ArrayList<String>();
        for (var family : answered) {
            if (!family.holds()) {
                faults.add(
                        "%s %d different, %d missing, %d invented"
                                .formatted(
                                        family.family(),
                                        family.different(),
                                        family.missing(),
                                        family.invented()));
            }
        }
        for (var family : told) {
            if (!family.holds()) {
                faults.add(
                        "told %s %d missing, %d twice, %d invented"
                                .formatted(
                                        family.family(),
                                        family.missing(),
                                        family.twice(),
                                        family.invented()));
            }
        }
        if (queueLeft != 0) {
            faults.add(queueLeft + " messages left in the queue");
        }
        if (deadLetters != 0) {
            faults.add(deadLetters + " dead letters");
        }
        if (!rested) {
            faults.add("it did not come to rest");
        }
        return faults;
    }

    /** A line per family. */
    List<String> table() {
        var answers =
                answered.stream()
                        .map(family ->
                                row(
                                        family.family(),
                                        family.expected(),
                                        family.found(),
                                        family.different(),
                                        family.missing(),
                                        family.invented()));
        var topics =
                told.stream()
                        .map(family ->
                                row(
                                        "told " + family.family(),
                                        family.expected(),
                                        family.found(),
                                        family.twice(),
                                        family.missing(),
                                        family.invented()));
        return Stream.of(
                        Stream.of(
                                row(
                                        "family",
                                        "expected",
                                        "found",
                                        "different",
                                        "missing",
                                        "invented")),
                        answers,
                        topics,
                        Stream.of(
                                "%d refs asked for, %d killed, %d messages left in the queue, %d dead letters"
                                        .formatted(refs, setting.kills(), queueLeft, deadLetters)))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-20s %9s %9s %9s %9s %9s", cells).stripTrailing();
    }

    /** Writes the JSON. */
    void write(Path file) throws IOException {
        var json = new JsonMapper();
        var root = json.createObjectNode().put("check", "streams").put("holds", holds());
        root.put("seed", setting.seed());
        root.put("seconds", setting.life().toSeconds());
        root.put("kills", setting.kills());
        var families = root.putArray("families");
        answered.forEach(families::addPOJO);
        var topics = root.putArray("told");
        told.forEach(topics::addPOJO);
        root.put("refs", refs);
        root.put("queueLeft", queueLeft);
        root.put("deadLetters", deadLetters);
        root.put("rested", rested);
        Files.createDirectories(file.toAbsolutePath().getParent());
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }
}
