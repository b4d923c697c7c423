package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.testing.Await;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The requests of a page with the answers that it shows, against what is answered. All but our own
 * times must be the same, names and order of members included.
 */
final class DocumentedExamples {

    /** A request and its answer, one block after the other. */
    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "```\\ncurl -s '?http://127\\.0\\.0\\.1:8080(/[^'\\n]+)'?\\n```\\n```json\\n(.+?)\\n```",
                    Pattern.DOTALL);

    /** When we looked: another time in each run. */
    private static final Set<String> OUR_TIMES =
            Set.of("firstObservedAt", "lastObservedAt", "observedAt", "lastScanAt");

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Example> examples = new ArrayList<>();

    private record Example(String path, JsonNode answer) {}

    /** The examples of a page; there is at least one. */
    DocumentedExamples(Path page) throws IOException {
        var found = EXAMPLE.matcher(Files.readString(page));
        while (found.find()) {
            examples.add(new Example(found.group(1), JSON.readTree(found.group(2))));
        }
        assertThat(examples).as("examples in " + page).isNotEmpty();
    }

    int count() {
        return examples.size();
    }

    void hold(RunningStack stack, HttpClient http) {
        for (var example : examples) {
            Await.untilAsserted(
                    LIMIT,
                    () -> {
                        var answer = Answer.of(http, stack.streams(), example.path());
                        assertThat(answer.status()).as(example.path()).isEqualTo(200);
                        assertThat(comparable(answer.json()))
                                .as(example.path())
                                .isEqualTo(comparable(example.answer()));
                    });
        }
    }

    /** As text, since the order of members counts. */
    private static String comparable(JsonNode json) {
        return withoutOurTimes(json.deepCopy()).toPrettyString();
    }

    private static JsonNode withoutOurTimes(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(member -> OUR_TIMES.contains(member.getKey()))
                    .toList()
                    .forEach(member -> object.put(member.getKey(), "our time"));
        }
        if (json instanceof ObjectNode || json instanceof ArrayNode) {
            json.forEach(DocumentedExamples::withoutOurTimes);
        }
        return json;
    }
}
