package io.telltale.providers.thingspace.callback;

import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.RowReader;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.signin.ThingSpaceSession;
import io.telltale.schemas.settings.Secret;
import java.net.URI;
import java.util.List;

/**
 * Callback URLs of an account: {@code /api/m2m/v1/callbacks/{account}}.
 *
 * <p>ThingSpace returns passwords in clear, so bodies that cannot be read are not kept.
 */
public final class ListenerClient {

    private final ThingSpaceSession session;

    /** A client that is signed in by the session. */
    public ListenerClient(ThingSpaceSession session) {
        this.session = session;
    }

    /** What is registered; ThingSpace's empty body is an empty list. */
    public Answer<List<RegisteredListener>> list(String account) {
        return session.send(HttpCall.get("api", "m2m", "v1", "callbacks", account))
                .flatMap(ListenerClient::listeners);
    }

    static Answer<List<RegisteredListener>> listeners(HttpReply reply) {
        if (reply.isBlank()) {
            return new Answer.Got<>(List.of());
        }
        return switch (reply.json()) {
            case JsonBody.NotJson(var reason) -> new Answer.Unreadable<>(new byte[0], reason);
            case JsonBody.Tree(var root) ->
                    allGood(RowReader.read(JsonMembers.elements(root), ListenerClient::listener));
        };
    }

    private static Answer<List<RegisteredListener>> allGood(List<Row<RegisteredListener>> rows) {
        return Row.broken(rows).stream()
                .findFirst()
                .<Answer<List<RegisteredListener>>>map(row ->
                        new Answer.Unreadable<>(
                                new byte[0],
                                "listener %d: %s".formatted(row.index(), row.detail())))
                .orElseGet(() -> new Answer.Got<>(Row.good(rows)));
    }

    private static RegisteredListener listener(JsonMembers row) {
        return new RegisteredListener(
                row.shortText("serviceName").orElseGet(() -> row.needed("name")),
                row.text("url").orElse(""),
                row.text("username").orElse(""),
                new Secret(row.text("password").orElse("")));
    }

    /**
     * Registers a URL for a service and returns the service's name as ThingSpace confirms it. Where
     * another URL is registered, it may be replaced or this may be refused: see {@link
     * ListenerRefusal}.
     */
    public Answer<String> register(
            String account,
            String service,
            URI url,
            String username,
            Secret password,
            Permit permit) {
        var body =
                JsonBody.object()
                        .put("name", service)
                        .put("url", url.toString())
                        .put("username", username)
                        .put("password", password.reveal());
        var call =
                HttpCall.post("api", "m2m", "v1", "callbacks", account)
                        .hiding(password)
                        .body("application/json", JsonBody.text(body));
        return session.send(call.under(permit)).flatMap(reply -> confirmed(service, reply));
    }

    /** Removes the URL of a service and returns the service's name as ThingSpace confirms it. */
    public Answer<String> deregister(String account, String service, Permit permit) {
        var call = HttpCall.delete("api", "m2m", "v1", "callbacks", account, "name", service);
        return session.send(call.under(permit)).flatMap(reply -> confirmed(service, reply));
    }

    /** An answer without a body is a success. */
    static Answer<String> confirmed(String service, HttpReply reply) {
        return reply.isBlank()
                ? new Answer.Got<>(service)
                : BodyParser.readSecret(
                        reply,
                        body -> body.shortText("serviceName").orElseGet(() -> body.needed("name")));
    }
}
