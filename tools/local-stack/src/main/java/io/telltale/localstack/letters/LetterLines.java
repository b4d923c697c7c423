package io.telltale.localstack.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.localstack.http.Http;
import io.telltale.localstack.http.Http.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The subcommands of dead-letters, each with a JSON line per step. True means that all was done.
 */
public final class LetterLines {

    private static final int PAGE = 500;

    private final LetterApi api;
    private final Consumer<JsonNode> line;

    /** Prints with this. */
    public LetterLines(LetterApi api, Consumer<JsonNode> line) {
        this.api = api;
        this.line = line;
    }

    /** A line per letter, youngest first. */
    public boolean list(Map<String, String> conditions, int limit) throws IOException {
        var query = new HashMap<>(conditions);
        var left = limit;
        while (left > 0) {
            query.put("limit", Integer.toString(Math.min(left, PAGE)));
            var page = api.get("", query);
            if (!page.isGood()) {
                return refused(page);
            }
            page.json().path("items").forEach(line);
            left -= page.json().path("items").size();
            var next = cursor(page);
            if (next.isEmpty()) {
                return true;
            }
            query.put("cursor", next.get());
        }
        return true;
    }

    /** One letter with its content. */
    public boolean show(String id) throws IOException {
        var letter = api.get("/" + Http.encoded(id), Map.of());
        line.accept(letter.json());
        return letter.isGood();
    }

    /** A line per letter: how it was redriven, or why it was not. */
    public boolean redrive(List<String> ids, String by) throws IOException {
        var isDone = true;
        for (var id : ids) {
            var path = "/%s/redrive".formatted(Http.encoded(id));
            var answer = api.post(path, Map.of("by", by));
            if (answer.isGood()) {
                line.accept(answer.json());
            } else {
                isDone = false;
                var refused = JsonNodeFactory.instance.objectNode().put("id", id);
                refused.putNull("redriven");
                refused.set("problem", answer.json());
                line.accept(refused);
            }
        }
        return isDone;
    }

    /** One line: that the record will be skipped, or why it cannot be. */
    public boolean skip(String topic, int partition, long offset, String by) throws IOException {
        var query =
                Map.of(
                        "topic",
                        topic,
                        "partition",
                        Integer.toString(partition),
                        "offset",
                        Long.toString(offset),
                        "by",
                        by);
        var answer = api.post("/skip", query);
        line.accept(answer.json());
        return answer.isGood();
    }

    /**
     * A line every few seconds with the counts so far; the last one has done as true. False where
     * letters cannot be redriven, too.
     */
    public boolean redriveAll(Map<String, String> conditions, String by) throws IOException {
        var query = new HashMap<>(conditions);
        query.put("by", by);
        var counts = JsonNodeFactory.instance.objectNode();
        while (true) {
            var stretch = api.post("/redrive", query);
            if (!stretch.isGood()) {
                return refused(stretch);
            }
            for (var name : List.of("redriven", "before", "refused")) {
                counts.put(name, counts.path(name).asLong() + stretch.json().path(name).asLong());
            }
            var next = cursor(stretch);
            line.accept(counted(counts, next.isEmpty()));
            if (next.isEmpty()) {
                return counts.path("refused").asLong() == 0;
            }
            query.put("cursor", next.get());
        }
    }

    private static ObjectNode counted(ObjectNode counts, boolean isDone) {
        return counts.deepCopy().put("done", isDone);
    }

    private boolean refused(Answer answer) throws IOException {
        line.accept(answer.json());
        return false;
    }

    private static Optional<String> cursor(Answer answer) throws IOException {
        return Optional.ofNullable(answer.json().path("nextCursor").asText(null));
    }
}
