package io.telltale.providers.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.http.Bodies;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.Reply;
import io.telltale.providers.json.Json;
import io.telltale.providers.json.Members;
import io.telltale.providers.json.UnreadableRow;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.RowFault;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads device commands: {@code GET /beta/me/devices/{device}/commands/{command}}. */
public final class CommandClient {

    private static final int NOT_FOUND = 404;
    private static final String NO_TEXT = "null";

    private final GraphSession session;

    /** A client that is signed in by the session. */
    public CommandClient(GraphSession session) {
        this.session = session;
    }

    /** The command as it stands. */
    public Answer<GraphCommand> fetch(String deviceId, String commandId) {
        var call =
                HttpCall.get("beta", "me", "devices", deviceId, "commands", commandId)
                        .header("Accept", "application/json");
        return session.send(call)
                .flatMap(reply -> Bodies.read(reply, body -> command(unwrapped(body))));
    }

    /** Graph's schema shows the bare command, its example one inside {@code value}. */
    private static Members unwrapped(Members body) {
        if (body.has("status")) {
            return body;
        }
        return body.elements("value").stream()
                .flatMap(elements -> elements.stream().limit(1))
                .flatMap(element -> Members.of(element).stream())
                .findFirst()
                .orElse(body);
    }

    private static GraphCommand command(Members command) {
        return new GraphCommand(
                word(command, "id"),
                word(command, "status")
                        .orElseThrow(() -> new UnreadableRow(RowFault.MISSING_FIELD, "status")),
                word(command, "type"),
                word(command, "appServiceName"),
                word(command, "packageFamilyName"),
                word(command, "error"),
                word(command, "postBackUri"),
                command.member("payload").flatMap(CommandClient::json),
                command.member("responsePayload").flatMap(CommandClient::json));
    }

    private static Optional<String> word(Members command, String name) {
        return command.word(name).filter(text -> !text.equals(NO_TEXT));
    }

    private static Optional<String> json(JsonNode node) {
        var absent = node.isNull() || (node.isTextual() && node.asText().equals(NO_TEXT));
        return absent ? Optional.empty() : Optional.of(Json.text(node));
    }

    /** What the app answered, as JSON text; empty while there is nothing (404 or empty body). */
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
        return answer instanceof Answer.Refused<Reply>(var status, _, _) && status == NOT_FOUND
                ? new Answer.Got<>(Optional.empty())
                : answer.flatMap(CommandClient::payload);
    }

    private static Answer<Optional<String>> payload(Reply reply) {
        if (new String(reply.body(), StandardCharsets.UTF_8).isBlank()) {
            return new Answer.Got<>(Optional.empty());
        }
        return switch (Json.parse(reply.body())) {
            case Json.NotJson(var reason) -> new Answer.Unreadable<>(reply.body(), reason);
            case Json.Tree(var root) -> new Answer.Got<>(json(root));
        };
    }
}
