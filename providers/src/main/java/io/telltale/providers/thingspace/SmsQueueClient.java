package io.telltale.providers.thingspace;

import io.telltale.providers.http.Bodies;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.Reply;
import io.telltale.providers.json.Members;
import io.telltale.providers.json.Rows;
import io.telltale.providers.json.UnreadableRow;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.RowFault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an account's queue of SMS from devices: {@code GET /api/m2m/v1/sms/{account}/history}. */
public final class SmsQueueClient {

    private static final int MORE_TO_FETCH = 202;
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
     * @param next token of the block before, which this request acknowledges and removes; empty for
     *     the oldest block not acknowledged, which removes nothing. A stale token is Refused
     */
    public Answer<SmsBlock> read(String account, Optional<String> next) {
        var path = HttpCall.get("api", "m2m", "v1", "sms", account, "history");
        var call = next.map(token -> path.encodedQuery("next", token)).orElse(path);
        return session.send(call).flatMap(reply -> Bodies.read(reply, body -> block(reply, body)));
    }

    private static SmsBlock block(Reply reply, Members body) {
        var more = reply.status() == MORE_TO_FETCH || body.flag("hasMoreData").orElse(false);
        var messages = body.elements("messages");
        return new SmsBlock(
                Rows.read(messages.orElse(List.of()), SmsQueueClient::sms),
                more,
                messages.flatMap(_ -> next(reply)));
    }

    /**
     * Only the token is taken from the address, encoded as it stands there, and never the address
     * itself. Without {@code messages} none is taken: it would acknowledge what was not read.
     */
    private static Optional<String> next(Reply reply) {
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

    private static QueuedSms sms(Members row) {
        if (row.member("timestamp").or(() -> row.member("message")).isEmpty()) {
            throw new UnreadableRow(RowFault.MISSING_FIELD, "timestamp and message");
        }
        return new QueuedSms(
                DeviceIds.refs(row.elements("deviceIds").orElse(List.of())),
                row.text("message"),
                ThingSpaceTime.in(row, "timestamp"));
    }
}
