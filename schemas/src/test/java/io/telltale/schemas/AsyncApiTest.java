package io.telltale.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.schemas.publish.CloudEvent;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.topic.Audience.Everybody;
import io.telltale.schemas.topic.Retention;
import io.telltale.schemas.topic.Retention.Compacted;
import io.telltale.schemas.topic.Retention.KeptFor;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/** {@code docs/asyncapi.json} and {@code docs/topics.md} say what the declarations say. */
class AsyncApiTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "asyncapi.json");
    private static final Path PAGE = Path.of("..", "docs", "topics.md");
    private static final String WRITE = "telltale.asyncapi.write";

    private final JsonNode document = read(AsyncApi.text());

    @Test
    void isWhatTheDeclarationsGive() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(DOCUMENT, AsyncApi.text());
        }

        assertThat(DOCUMENT)
                .as("write it anew: mvn -pl schemas test -Dtest=AsyncApiTest -D%s=true", WRITE)
                .hasContent(AsyncApi.text());
    }

    @Test
    void namesEveryTopicForConsumers_andNoOther() {
        assertThat(document.get("channels").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(
                        Stream.concat(
                                        consumersTopics().map(Topic::name),
                                        Stream.of(Topics.DEAD_LETTER))
                                .toList())
                .contains("device.timeline.v1", "device.state.v1")
                .noneMatch(name -> name.startsWith("poller."));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = document.findValues("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(document.at(reference.asText().substring(1)).isObject())
                                .as(reference.asText())
                                .isTrue());
    }

    @Test
    void everySchemaIsTheTopics_forReadersOfAnyLanguage() {
        assertThat(consumersTopics().toList())
                .isNotEmpty()
                .allSatisfy(topic -> {
                    var payload =
                            document.at(
                                    "/components/messages/%s/payload/schema"
                                            .formatted(topic.value().getSimpleName()));
                    var schema = SpecificData.get().getSchema(topic.value());
                    assertThat(payload.toString()).doesNotContain("java");
                    assertThat(AvroDocument.of(new Schema.Parser().parse(payload.toString())))
                            .isEqualTo(AvroDocument.of(schema));
                });
    }

    @Test
    void demandsTheHeadersThatRecordsHave() {
        var headers =
                new CloudEvent("1", "/a", "b", "c", Instant.EPOCH, TraceParent.fresh()).headers();

        var demanded = document.at("/components/messages/SmsEvent/headers/required");

        assertThat(demanded)
                .map(JsonNode::asText)
                .containsExactlyElementsOf(
                        Arrays.stream(headers.toArray()).map(header -> header.key()).toList());
    }

    @Test
    void everyExampleOfAKeyIsOne() {
        assertThat(document.findValues("key"))
                .isNotEmpty()
                .allSatisfy(key ->
                        assertThat(key.at("/examples/0").asText())
                                .containsPattern(key.path("pattern").asText()));
    }

    @Test
    void thePageForConsumersSaysTheSameOfEveryTopic() throws IOException {
        var rows =
                Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> List.of(line.split(" \\| ", -1)))
                        .filter(cells -> cells.size() == 5)
                        .toList();

        assertThat(rows)
                .map(cells -> cells.getFirst().replaceAll("[|` ]", ""))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        consumersTopics().map(Topic::name),
                                        Stream.of(Topics.DEAD_LETTER))
                                .toList());
        consumersTopics()
                .forEach(topic -> assertThat(rows).anySatisfy(cells -> assertRow(topic, cells)));
    }

    private static void assertRow(Topic<?> topic, List<String> cells) {
        var readers = (Everybody) topic.readers();
        assertThat(cells.get(0)).contains("`" + topic.name() + "`");
        assertThat(cells.get(2)).contains("`" + topic.value().getSimpleName() + "`");
        assertThat(cells.get(3)).isEqualTo(kept(topic.retention()));
        assertThat(cells.get(4)).startsWith(readers.delivery().text());
    }

    private static String kept(Retention retention) {
        return switch (retention) {
            case KeptFor(var time) -> time.toDays() + " days";
            case Compacted() -> "compacted";
        };
    }

    private static Stream<Topic<?>> consumersTopics() {
        return Topics.ALL.stream().filter(topic -> topic.readers() instanceof Everybody);
    }

    private static JsonNode read(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
