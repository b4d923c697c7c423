package io.telltale.providers.thingspace.sms;

import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.page.Answer;
import io.telltale.providers.thingspace.device.ProviderDeviceId;
import io.telltale.providers.thingspace.signin.ThingSpaceSession;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Asks for the SMS history of a device: {@code POST /api/m2m/v1/devices/sms/history/actions/list}.
 * The rows come later, by callback.
 */
public final class SmsHistoryClient {

    private final ThingSpaceSession session;

    /** A client that is signed in by the session. */
    public SmsHistoryClient(ThingSpaceSession session) {
        this.session = session;
    }

    /**
     * Asks, and returns the request id that the callback will name. Each call is a new request with
     * a new id; the callback may come before this returns.
     *
     * @param device as ThingSpace spells it; an id of a kind that ThingSpace does not know, or that
     *     does not fit its kind, is Refused with status 0, without a request
     * @param after only events after this time, whole seconds, exclusive
     * @param before only events before this time, whole seconds, exclusive
     */
    public Answer<String> request(
            ProviderDeviceId device, Optional<Instant> after, Optional<Instant> before) {
        if (!device.isOfThingSpace()) {
            return new Answer.Refused<>(
                    0,
                    "INPUT_INVALID.Device.Kind.Invalid",
                    "expected a kind that ThingSpace knows, was " + device.kind());
        }
        if (device.ref().isEmpty()) {
            return new Answer.Refused<>(
                    0,
                    "INPUT_INVALID.Device.Id.Invalid",
                    "expected an id that fits " + device.kind());
        }
        var body = JsonBody.object();
        body.putObject("deviceId").put("id", device.id()).put("kind", device.kind());
        after.ifPresent(time -> body.put("earliest", wholeSeconds(time)));
        before.ifPresent(time -> body.put("latest", wholeSeconds(time)));
        var call =
                HttpCall.post("api", "m2m", "v1", "devices", "sms", "history", "actions", "list")
                        .body("application/json", JsonBody.text(body));
        return session.send(call).flatMap(SmsHistoryClient::requestId);
    }

    static Answer<String> requestId(HttpReply reply) {
        return BodyParser.read(reply, answer -> answer.needed("requestId"));
    }

    private static String wholeSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
