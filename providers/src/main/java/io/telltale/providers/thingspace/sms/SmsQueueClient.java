package io.telltale.providers.thingspace.sms;

import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.ProviderTime;
import io.telltale.providers.json.RowReader;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.providers.thingspace.signin.ThingSpaceSession;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an account's queue of SMS from devices: {@code GET /api/m2m/v1/sms/{account}/history}. */
public final class SmsQueueClient {

    private static final int MORE_TO_FETCH = 202;

    /** ThingSpace sends 100 at most. */
    private static final int MOST_ROWS = 1000;

    private static final Pattern NEXT =
            Pattern.compile("[?&]next=([^&#]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_TOKEN = Pattern.compile("[A-Za-z0-9_-]+");

    private final ThingSpaceSession session;

    /** A client that is signed in by the session. */
    public SmsQueueClient(ThingSpaceSession session) {
        this.session = session;
    }

    /**
     * One block.
     *
     * @param acknowledged permit with the token of the block before, which this request
     *     acknowledges and removes; empty for the oldest block not acknowledged, which removes
     *     nothing. A stale token is Refused
     */
    public Answer<SmsBlock> read(String account, Optional<Permit> acknowledged) {
        var path = HttpCall.get("api", "m2m", "v1", "sms", account, "history");
        var call =
                acknowledged
                        .map(permit -> path.encodedQuery("next", permit.token()).under(permit))
                        .orElse(path);
        return session.send(call).map(SmsQueueClient::block);
    }

    /**
     * Lets ThingSpace send all that waits in the queue to the registered URL, and returns the
     * account. What it cannot deliver stays.
     */
    public Answer<String> startCallbacks(String account, Permit permit) {
        var call = HttpCall.put("api", "m2m", "v1", "sms", account, "startCallbacks");
        return session.send(call.under(permit)).flatMap(reply -> started(account, reply));
    }

    /** An answer without a body is a success. */
    static Answer<String> started(String account, HttpReply reply) {
        if (reply.isBlank()) {
            return new Answer.Got<>(account);
        }
        return BodyParser.read(reply, body -> body.flag("success").orElse(true))
                .flatMap(success ->
                        success
                                ? new Answer.Got<>(account)
                                : new Answer.Refused<>(reply.status(), "", "success is false"));
    }

    static SmsBlock block(HttpReply reply) {
        return switch (mended(reply.text())) {
            case JsonBody.NotJson(var reason) -> unreadable(reply, reason);
            case JsonBody.Tree(var root) ->
                    JsonMembers.of(root)
                            .map(body -> checked(reply, body))
                            .orElseGet(() ->
                                    unreadable(
                                            reply,
                                            "expected an object, was " + root.getNodeType()));
        };
    }

    private static JsonBody mended(byte[] body) {
        var json = JsonBody.parse(body);
        return json instanceof JsonBody.NotJson
                ? StrayBraceRepair.removed(body).map(JsonBody::parse).orElse(json)
                : json;
    }

    private static SmsBlock checked(HttpReply reply, JsonMembers body) {
        try {
            return block(reply, body);
        } catch (UnreadableRowException e) {
            return unreadable(reply, "%s: %s".formatted(e.fault(), e.detail()));
        }
    }

    private static SmsBlock block(HttpReply reply, JsonMembers body) {
        if (!body.has("messages") && !body.has("hasMoreData")) {
            return unreadable(reply, "expected messages or hasMoreData");
        }
        var more = reply.status() == MORE_TO_FETCH || body.flag("hasMoreData").orElse(false);
        var messages = body.elements("messages", MOST_ROWS);
        return new SmsBlock.Readable(
                RowReader.read(messages.orElse(List.of()), SmsQueueClient::sms),
                more,
                messages.flatMap(_ -> next(reply)));
    }

    private static SmsBlock unreadable(HttpReply reply, String reason) {
        return new SmsBlock.Unreadable(reply.body(), reason, next(reply));
    }

    /**
     * Only the token is taken from the address, encoded as it stands there, and never the address
     * itself. A readable block without {@code messages} is given none: it would acknowledge what
     * was not read.
     */
    private static Optional<String> next(HttpReply reply) {
        return reply.headers()
                .firstValue("Location")
                .flatMap(location -> {
                    var matcher = NEXT.matcher(location);
                    if (matcher.find()) {
                        return Optional.of(matcher.group(1));
                    }
                    return Optional.of(location.strip()).filter(BARE_TOKEN.asMatchPredicate());
                });
    }

    private static QueuedSms sms(JsonMembers row) {
        if (row.member("timestamp").or(() -> row.member("message")).isEmpty()) {
            throw new UnreadableRowException(RowFault.MISSING_FIELD, "timestamp and message");
        }
        return new QueuedSms(
                DeviceIds.read(row.elements("deviceIds").orElse(List.of())),
                row.text("message"),
                ProviderTime.in(row, "timestamp"));
    }
}
