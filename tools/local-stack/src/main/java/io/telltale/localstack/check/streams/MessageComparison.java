package io.telltale.localstack.check.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.localstack.check.report.Comparison;
import io.telltale.recomputation.EventRow;
import io.telltale.recomputation.ExpectedMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Compares the messages of a device. A message is right if it has exactly the events that it has to
 * have, and its content is that of one of their rows.
 */
public final class MessageComparison {

    private static final JsonMapper JSON = new JsonMapper();

    private final Comparison comparison;

    /** Counts into this. */
    public MessageComparison(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Compares.
     *
     * @param device whose, for the report
     */
    public void compare(String device, List<ExpectedMessage> expected, List<JsonNode> messages) {
        comparison.count(expected.size(), messages.size());
        var byEvents = new HashMap<Set<String>, List<JsonNode>>();
        for (var message : messages) {
            byEvents.computeIfAbsent(texts(message.path("eventIds")), _ -> new ArrayList<>())
                    .add(message);
        }
        var unmatched = new ArrayList<ExpectedMessage>();
        for (var wanted : expected) {
            var found = byEvents.getOrDefault(wanted.eventIds(), List.of());
            if (found.isEmpty()) {
                unmatched.add(wanted);
            } else {
                wrong(wanted, found.removeFirst())
                        .ifPresent(what ->
                                comparison.different(
                                        () -> "%s %s: %s".formatted(device, brief(wanted), what)));
            }
        }
        compareUnmatched(device, unmatched, byEvents);
        if (!isNewestFirst(messages)) {
            comparison.different(() -> device + " does not list its messages newest first");
        }
    }

    /** A message whose events are spread or mixed is different; one without any is missing. */
    private void compareUnmatched(
            String device,
            List<ExpectedMessage> unmatched,
            Map<Set<String>, List<JsonNode>> byEvents) {
        var left = byEvents.values().stream().flatMap(List::stream).toList();
        var mixed = new HashSet<JsonNode>();
        for (var wanted : unmatched) {
            var here =
                    left.stream()
                            .filter(message ->
                                    texts(message.path("eventIds")).stream()
                                            .anyMatch(wanted.eventIds()::contains))
                            .toList();
            mixed.addAll(here);
            if (here.isEmpty()) {
                comparison.missing(() -> device + " " + brief(wanted));
            } else {
                comparison.different(() ->
                        "%s %s is answered as %s"
                                .formatted(
                                        device,
                                        brief(wanted),
                                        here.stream().map(MessageComparison::brief).toList()));
            }
        }
        left.stream()
                .filter(message -> !mixed.contains(message))
                .forEach(message -> comparison.invented(() -> device + " " + brief(message)));
    }

    /** What is wrong with one message; empty when nothing is. */
    private static Optional<String> wrong(ExpectedMessage wanted, JsonNode message) {
        if (!wanted.channels().equals(texts(message.path("channels")))) {
            return Optional.of("channels have to be " + wanted.channels());
        }
        var shown = wanted.shown();
        var whole =
                JSON.createObjectNode()
                        .put("direction", wanted.direction())
                        .put("sender", shown.sender())
                        .put("recipient", shown.recipient())
                        .put("encoding", wanted.textRow().encoding())
                        .put("provider", shown.provider())
                        .put("account", shown.account())
                        .put("ref", shown.ref())
                        .put("occurredAt", ExpectedAnswers.text(shown.occurredAt()))
                        .put("observedAt", ExpectedAnswers.text(wanted.observedAt()))
                        .put("deliveryStatus", wanted.delivered().delivery())
                        .put("providerDeliveryStatus", wanted.delivered().providerDelivery());
        return Difference.between(whole, message)
                .or(() ->
                        Objects.equals(wanted.textRow().text(), message.path("text").textValue())
                                ? Optional.empty()
                                : Optional.of("it has another text"));
    }

    /** By the minute: no page ends inside a window, and windows are minutes of provider time. */
    private static boolean isNewestFirst(List<JsonNode> messages) {
        var minutes =
                messages.stream()
                        .filter(message -> message.path("occurredAt").isTextual())
                        .filter(message -> !isAhead(message))
                        .map(message -> time(message, "occurredAt").truncatedTo(ChronoUnit.MINUTES))
                        .toList();
        return minutes.equals(minutes.stream().sorted(Comparator.reverseOrder()).toList());
    }

    /** A provider's time from the future orders nothing. */
    private static boolean isAhead(JsonNode message) {
        return time(message, "occurredAt")
                .isAfter(time(message, "observedAt").plus(EventRow.MOST_AHEAD));
    }

    private static Instant time(JsonNode message, String name) {
        return Instant.parse(message.path(name).asText());
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new TreeSet<String>();
        StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
        return texts;
    }

    /** Without the text, which is private. */
    private static String brief(JsonNode message) {
        return "message at %s of %s"
                .formatted(message.path("occurredAt"), message.path("eventIds"));
    }

    private static String brief(ExpectedMessage message) {
        return "message of "
                + message.rows().stream()
                        .map(row ->
                                "%s %s %s %s"
                                        .formatted(
                                                row.ref(),
                                                row.channel(),
                                                row.orderAt(),
                                                row.eventId()))
                        .toList();
    }
}
