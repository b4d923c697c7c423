package io.telltale.providers.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.RowFault;
import io.telltale.schemas.event.EventLimits;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads device commands: {@code GET /beta/me/devices/{device}/commands/{command}}. */
public final class GraphCommandClient {

    private static final Set<Integer> NOTHING_THERE = Set.of(404, 410);
    private static final int LONGEST_ERROR = 4 * 1024;
    private static final String NO_TEXT = "null";

    private final GraphSession session;

    /** A client that is signed in by the session. */
    public GraphCommandClient(GraphSession session) {
        this.session = session;
    }

    /** The command as it stands. */
    public Answer<GraphCommand> fetch(String deviceId, String commandId) {
        var call =
                HttpCall.get("beta", "me", "devices", deviceId, "commands", commandId)
                        .header("Accept", "application/json");
        return session.send(call)
                .flatMap(reply -> BodyParser.read(reply, body -> command(unwrapped(body))));
    }

    /** Graph's schema shows the bare command, its example one inside {@code value}. */
    private static JsonMembers unwrapped(JsonMembers body) {
        if (body.has("status")) {
            return body;
        }
        return body.elements("value").stream()
                .flatMap(elements -> elements.stream().limit(1))
                .flatMap(element -> JsonMembers.of(element).stream())
                .findFirst()
                .orElse(body);
    }

    private static GraphCommand command(JsonMembers command) {
        return new GraphCommand(
                present(command, "id"),
                present(command, "status")
                        .orElseThrow(
                                () -> new UnreadableRowException(RowFault.MISSING_FIELD, "status")),
                present(command, "type"),
                present(command, "appServiceName"),
                present(command, "packageFamilyName"),
                error(command),
                present(command, "postBackUri"),
                command.member("payload").flatMap(GraphCommandClient::json),
                command.member("responsePayload").flatMap(GraphCommandClient::json));
    }

    private static Optional<String> present(JsonMembers command, String name) {
        return command.shortText(name).filter(text -> !text.equals(NO_TEXT));
    }

    /** A text, or an object with code and message as in Graph's other answers. */
    private static Optional<String> error(JsonMembers command) {
        return command.member("error")
                .flatMap(node -> node.isTextual() ? Optional.of(node.asText()) : described(node))
                .filter(text -> !text.isBlank() && !text.equals(NO_TEXT))
                .map(text -> EventLimits.cut(text, LONGEST_ERROR));
    }

    private static Optional<String> described(JsonNode node) {
        var described =
                JsonMembers.of(node).stream()
                        .flatMap(error -> Stream.of(error.member("code"), error.member("message")))
                        .flatMap(Optional::stream)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(": "));
        if (!described.isEmpty()) {
            return Optional.of(described);
        }
        return node.isEmpty() && node.isContainerNode()
                ? Optional.empty()
                : Optional.of(JsonBody.text(node));
    }

    private static Optional<String> json(JsonNode node) {
        var absent = node.isNull() || (node.isTextual() && node.asText().equals(NO_TEXT));
        return absent ? Optional.empty() : Optional.of(JsonBody.text(node));
    }

    /**
     * What the app answered, as JSON text; empty while there is nothing (404, 410, null or an empty
     * body).
     */
    public Answer<Optional<String>> responsePayload(String deviceId, String commandId) {
        var call =
                HttpCall.get(
                                "beta",
                                "me",
                                "devices",
                                deviceId,
                                "commands",
                                commandId,
                                "responsePayload")
                        .header("Accept", "application/json");
        var answer = session.send(call);
        return answer instanceof Answer.Refused<HttpReply>(var status, _, _)
                        && NOTHING_THERE.contains(status)
                ? new Answer.Got<>(Optional.empty())
                : answer.flatMap(GraphCommandClient::payload);
    }

    private static Answer<Optional<String>> payload(HttpReply reply) {
        if (reply.isBlank()) {
            return new Answer.Got<>(Optional.empty());
        }
        return switch (reply.json()) {
            case JsonBody.NotJson(var reason) -> new Answer.Unreadable<>(reply.body(), reason);
            case JsonBody.Tree(var root) -> new Answer.Got<>(json(root));
        };
    }
}
