package io.telltale.localstack.check.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.localstack.check.report.Comparison;
import io.telltale.recomputation.EventRow;
import io.telltale.recomputation.ExpectedMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The comparison of answers sees what is wrong with them. */
class ComparisonTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String ONE =
            "{'direction':'MOBILE_ORIGINATED','sender':null,'recipient':null,'text':'ok','encoding':null,"
                    + "'deliveryStatus':'DELIVERED','providerDeliveryStatus':'Delivered','provider':'thingspace',"
                    + "'account':'a','ref':'imei:1','channels':['HISTORY','POLL'],'eventIds':['h','q'],"
                    + "'occurredAt':'2026-01-01T12:00:00.000Z','observedAt':'2026-01-01T12:01:00.000Z','more':1}";

    private final Comparison messages = new Comparison("messages");

    @Test
    void findsNothingInARightMessage() {
        compare(List.of(row("q", "POLL", null), row("h", "HISTORY", "DELIVERED")), json(ONE));

        assertThat(messages.result().holds()).isTrue();
        assertThat(messages.result().expected()).isEqualTo(1);
        assertThat(messages.result().found()).isEqualTo(1);
    }

    @Test
    void findsAMessageThatIsMissing() {
        compare(List.of(row("q", "POLL", null)));

        assertThat(messages.result().missing()).isEqualTo(1);
    }

    @Test
    void findsAMessageThatIsAnsweredAsTwo() {
        compare(
                List.of(row("q", "POLL", null), row("h", "HISTORY", "DELIVERED")),
                changed(
                        "eventIds", "['h']",
                        "channels", "['HISTORY']",
                        "observedAt", "'2026-01-01T12:01:30.000Z'"),
                changed(
                        "eventIds", "['q']",
                        "channels", "['POLL']",
                        "deliveryStatus", "null",
                        "providerDeliveryStatus", "null"));

        assertThat(messages.result().different()).isEqualTo(1);
        assertThat(messages.result().examples().getFirst()).contains("is answered as [");
    }

    @Test
    void findsTwinsThatBecameOne() {
        compare(
                List.of(row("q", "POLL", null), row("h", "POLL", null)),
                changed(
                        "channels", "['POLL']",
                        "deliveryStatus", "null",
                        "providerDeliveryStatus", "null"));

        assertThat(messages.result().different()).isEqualTo(2);
    }

    @Test
    void findsWrongDelivery_wrongText_andInventedRows() {
        var rows = List.of(row("q", "POLL", null), row("h", "HISTORY", "DELIVERED"));
        compare(rows, changed("deliveryStatus", "'ENROUTE'"));
        compare(rows, changed("text", "'other'"));
        compare(rows, changed("eventIds", "['h','q','x']"));

        assertThat(messages.result().different()).isEqualTo(3);
    }

    @Test
    void findsAnInventedMessage() {
        compare(List.of(), json(ONE));

        assertThat(messages.result().invented()).isEqualTo(1);
    }

    @Test
    void findsItemsThatAreMissing_invented_different_andOutOfOrder() {
        var tasks = new Comparison("tasks");
        var expected = List.of(item("1", "a"), item("2", "b"), item("3", "c"));

        ItemComparison.compare(
                tasks,
                "here",
                expected,
                List.of(item("4", "d"), item("3", "c"), item("1", "x")),
                item -> item.path("id"));

        var result = tasks.result();
        assertThat(result.missing()).isEqualTo(1);
        assertThat(result.invented()).isEqualTo(1);
        assertThat(result.different()).isEqualTo(2);
        assertThat(result.examples())
                .anyMatch(example -> example.contains("/content: expected \"a\", was \"x\""))
                .anyMatch(example -> example.contains("another order"));
    }

    @Test
    void aDifferenceIsSaidWithItsPlace() {
        assertThat(Difference.between(json("{'a':[{'b':1}]}"), json("{'a':[{'b':2}]}")))
                .contains("/a/0/b: expected 1, was 2");
        assertThat(Difference.between(json("{'a':null}"), json("{}")))
                .contains("/a: expected null, was nothing");
        assertThat(Difference.between(json("{'a':[1]}"), json("{'a':[1,2]}"))).isPresent();
        assertThat(Difference.between(json("{'a':1}"), json("{'a':1,'more':2}"))).isEmpty();
    }

    private void compare(List<EventRow.Sms> rows, JsonNode... answers) {
        new MessageComparison(messages)
                .compare("imei:1", ExpectedMessage.of(rows), List.of(answers));
    }

    private static EventRow.Sms row(String id, String channel, @Nullable String delivery) {
        return new EventRow.Sms(
                id,
                List.of("imei:1"),
                NOON,
                NOON.plusSeconds(id.equals("q") ? 60 : 90),
                "thingspace",
                "a",
                channel,
                "MOBILE_ORIGINATED",
                null,
                null,
                "ok",
                null,
                delivery,
                delivery == null ? null : "Delivered");
    }

    private static ObjectNode item(String id, String content) {
        return JSON.createObjectNode().put("id", id).put("content", content);
    }

    private static JsonNode changed(String... members) {
        var message = (ObjectNode) json(ONE);
        for (var place = 0; place < members.length; place += 2) {
            message.set(members[place], json(members[place + 1]));
        }
        return message;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
