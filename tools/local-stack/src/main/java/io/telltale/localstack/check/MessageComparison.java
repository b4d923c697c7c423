package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.localstack.expected.MessageGroup;
import io.telltale.localstack.expected.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Compares the messages of a device with the groups that its rows form. Which of several equal
 * messages a row belongs to nobody knows, so any partition of a group is right in which every row
 * is once, every message has at most one telling of each channel, and messages are as many as they
 * have to be. What a message says has to be what one of its rows says.
 */
final class MessageComparison {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> DELIVERY =
            List.of("UNKNOWN", "SCHEDULED", "ACCEPTED", "ENROUTE");

    private final Comparison comparison;

    MessageComparison(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Compares.
     *
     * @param device whose, for the report
     */
    void compare(String device, List<MessageGroup> groups, List<JsonNode> messages) {
        var expected = groups.stream().mapToInt(MessageGroup::messages).sum();
        comparison.count(expected, messages.size());
        var byEvent = new HashMap<String, List<JsonNode>>();
        for (var message : messages) {
            texts(message.path("eventIds"))
                    .forEach(
                            id -> byEvent.computeIfAbsent(id, _ -> new ArrayList<>()).add(message));
        }
        var seen = new HashSet<JsonNode>();
        for (var group : groups) {
            seen.addAll(compare(device, group, byEvent));
        }
        messages.stream()
                .filter(message -> !seen.contains(message))
                .forEach(message -> comparison.invented(() -> device + " " + brief(message)));
        if (!isNewestFirst(messages)) {
            comparison.different(() -> device + " does not list its messages newest first");
        }
    }

    private Set<JsonNode> compare(
            String device, MessageGroup group, Map<String, List<JsonNode>> byEvent) {
        var messages = new HashSet<JsonNode>();
        var lost = new ArrayList<String>();
        for (var row : group.rows()) {
            var here = byEvent.getOrDefault(row.eventId(), List.of());
            if (here.size() != 1) {
                lost.add("%s is in %d messages".formatted(row.eventId(), here.size()));
            }
            messages.addAll(here);
        }
        if (messages.size() < group.messages()) {
            for (var left = messages.size(); left < group.messages(); left++) {
                comparison.missing(() -> device + " " + brief(group) + " " + lost);
            }
        } else if (messages.size() > group.messages() || !lost.isEmpty()) {
            comparison.different(() ->
                    "%s %s is told as %d messages, has to be %d %s"
                            .formatted(
                                    device, brief(group), messages.size(), group.messages(), lost));
        }
        for (var message : messages) {
            wrong(group, message)
                    .ifPresent(what ->
                            comparison.different(
                                    () -> "%s %s: %s".formatted(device, brief(message), what)));
        }
        return messages;
    }

    /** What is wrong with one message; empty when nothing is. */
    private static Optional<String> wrong(MessageGroup group, JsonNode message) {
        var ids = texts(message.path("eventIds"));
        var rows = group.rows().stream().filter(row -> ids.contains(row.eventId())).toList();
        if (rows.size() != ids.size()) {
            return Optional.of("has rows of another message");
        }
        if (new MessageGroup(rows).messages() != 1) {
            return Optional.of("has several rows of a channel");
        }
        var channels = rows.stream().map(Row.Sms::channel).collect(Collectors.toSet());
        if (!channels.equals(new TreeSet<>(texts(message.path("channels"))))) {
            return Optional.of("channels have to be " + channels);
        }
        var first = rows.stream().map(Row::observedAt).min(Comparator.naturalOrder()).orElseThrow();
        var whole = JSON.createObjectNode();
        whole.put("direction", rows.getFirst().direction());
        whole.put("observedAt", ExpectedAnswers.text(first));
        delivery(whole, rows);
        return Difference.between(whole, message)
                .or(() ->
                        rows.stream().anyMatch(row -> isToldBy(row, message))
                                ? Optional.empty()
                                : Optional.of("says what no row of it says"));
    }

    /**
     * Terminal beats enroute, accepted, scheduled, unknown, nothing; of terminals the last seen.
     */
    private static void delivery(ObjectNode whole, List<Row.Sms> rows) {
        var told =
                rows.stream()
                        .max(
                                Comparator.comparingInt(MessageComparison::rank)
                                        .thenComparing(Row::observedAt)
                                        .thenComparing(Row::eventId))
                        .orElseThrow();
        whole.put("deliveryStatus", told.delivery());
        whole.put("providerDeliveryStatus", told.providerDelivery());
    }

    private static int rank(Row.Sms row) {
        if (row.delivery() == null) {
            return -1;
        }
        var rank = DELIVERY.indexOf(row.delivery().replace("UNRECOGNIZED", "UNKNOWN"));
        return rank < 0 ? DELIVERY.size() : rank;
    }

    private static boolean isToldBy(Row.Sms row, JsonNode message) {
        var told =
                JSON.createObjectNode()
                        .put("sender", row.sender())
                        .put("recipient", row.recipient())
                        .put("text", row.text())
                        .put("encoding", row.encoding())
                        .put("provider", row.provider())
                        .put("account", row.account())
                        .put("ref", row.ref())
                        .put("occurredAt", ExpectedAnswers.text(row.occurredAt()));
        return Difference.between(told, message).isEmpty();
    }

    /** By the provider's time where there is one; all rows of the check's fleets have one. */
    private static boolean isNewestFirst(List<JsonNode> messages) {
        var times =
                messages.stream()
                        .map(message -> message.path("occurredAt"))
                        .filter(JsonNode::isTextual)
                        .map(time -> Instant.parse(time.asText()))
                        .toList();
        return times.equals(times.stream().sorted(Comparator.reverseOrder()).toList());
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    /** Without the text, which is nobody's business. */
    private static String brief(JsonNode message) {
        return "message at %s of %s"
                .formatted(message.path("occurredAt"), message.path("eventIds"));
    }

    private static String brief(MessageGroup group) {
        return "group of "
                + group.rows().stream()
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
