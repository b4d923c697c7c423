package io.telltale.providers.xtremepush;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** Lists push actions per device: {@code POST /api/external/list/push-devices}. */
public final class PushDevicesClient {

    private final HttpSender sender;
    private final PushAccess access;

    /**
     * A client for one project.
     *
     * @param base where the sender sends to; a signed sign-in names it
     */
    public PushDevicesClient(
            HttpSender sender, URI base, PushCredentials credentials, Clock clock) {
        this.sender = sender;
        this.access = PushAccess.of(sender, base, credentials, clock);
    }

    /** One page of the rows that match. */
    public Answer<List<Row<PushRow>>> fetch(PushQuery query) {
        var call = HttpCall.post("api", "external", "list", "push-devices");
        return explained(
                access.ask(
                        call,
                        question(query),
                        (reply, secrets) -> PushRowsReader.rows(reply, secrets, sender::hold)));
    }

    private static ObjectNode question(PushQuery query) {
        var question = JsonBody.object();
        if (!query.condition().isNone()) {
            question.set("condition", query.condition().json());
        }
        var select = question.putArray("select");
        query.select().forEach(select::add);
        if (!query.order().isEmpty()) {
            var order = question.putArray("order");
            query.order().forEach(order::add);
        }
        return question.put("limit", query.limit()).put("offset", query.offset());
    }

    private static <T> Answer<T> explained(Answer<T> answer) {
        if (!(answer instanceof Answer.Refused<T>(var status, var code, var message))) {
            return answer;
        }
        if (PushAccess.isSignInRefused(answer)) {
            return new Answer.SignInFailed<>(
                    "Xtremepush refused the sign-in: HTTP %d %s"
                            .formatted(status, message)
                            .strip());
        }
        return new Answer.Refused<>(status, code, (meaning(status) + message).strip());
    }

    private static String meaning(int status) {
        return switch (status) {
            case 403 -> "the project does not allow it, API access may be off: ";
            case 404 -> "no such path or resource: ";
            case 405 -> "no such method: ";
            case 410 -> "the endpoint is switched off: ";
            default -> "";
        };
    }
}
