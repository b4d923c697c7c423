package io.telltale.providers.thingspace.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.ProviderTime;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.providers.thingspace.sms.LiveCallbackSms;
import io.telltale.schemas.event.EventId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the bodies of EnhancedConnectivityService callbacks: SMS from devices, as they come. Keeps
 * nothing; safe for several threads.
 *
 * <p>The JSON of this callback is documented nowhere. Text, names and time are taken from wherever
 * its SOAP ancestor and its sibling services have them. The same service tells what became of SMS
 * to devices; a body that bears a sign of that is a notice, whatever text it has.
 */
public final class EnhancedConnectivityCallbackReader {

    /** What differs between attempts to deliver the same callback. */
    private static final Set<String> OF_THE_ATTEMPT =
            Set.of("callbackcount", "username", "password");

    private static final String FROM_DEVICE = "mosms";

    /**
     * A text and where it stood.
     *
     * @param name of its member
     * @param beside the members among which it stood
     */
    private record Found(String name, JsonMembers beside) {}

    /** Parses a body. Never throws, whatever the bytes are. */
    public ParsedCallback<LiveCallbackContent> read(byte[] body) {
        return CallbackEnvelope.read(body, EnhancedConnectivityCallbackReader::content);
    }

    private static LiveCallbackContent content(JsonMembers body) {
        var found = text(body);
        var beside = found.map(Found::beside).orElse(body);
        var sign = signOfNotice(body).or(() -> signOfNotice(beside));
        if (sign.isPresent()) {
            return new LiveCallbackContent.Notice(
                    "expected an SMS from a device, has " + sign.get());
        }
        return found.map(text -> sms(body, text)).orElseGet(LiveCallbackContent.TextMissing::new);
    }

    private static LiveCallbackContent sms(JsonMembers body, Found found) {
        try {
            var names = DeviceIds.in(body).or(() -> DeviceIds.in(found.beside)).orElse(List.of());
            return new LiveCallbackContent.FromDevice(
                    new LiveCallbackSms(
                            DeviceIds.read(names),
                            found.beside.text(found.name).orElse(""),
                            ProviderTime.in(found.beside, "timestamp")
                                    .or(() -> ProviderTime.in(body, "timestamp")),
                            digest(body)));
        } catch (UnreadableRowException e) {
            return new LiveCallbackContent.Unreadable(e.fault(), e.detail());
        }
    }

    private static Optional<Found> text(JsonMembers body) {
        return valueIn(body, "smsMessage")
                .or(() -> body.inside("smsMessage").flatMap(sms -> valueIn(sms, "message")))
                .or(() -> valueIn(body, "message"))
                .or(() ->
                        CallbackEnvelope.responses(body).stream()
                                .flatMap(EnhancedConnectivityCallbackReader::objectsIn)
                                .flatMap(each -> valueIn(each, "message").stream())
                                .findFirst());
    }

    private static Optional<Found> valueIn(JsonMembers members, String name) {
        return members.member(name)
                .filter(JsonNode::isValueNode)
                .map(_ -> new Found(name, members));
    }

    private static Stream<JsonMembers> objectsIn(JsonMembers members) {
        return members.object()
                .valueStream()
                .flatMap(value -> JsonMembers.elements(value).stream())
                .flatMap(value -> JsonMembers.of(value).stream());
    }

    /** An SMS from a device has no request, no receiver and no delivery status. */
    private static Optional<String> signOfNotice(JsonMembers members) {
        var responses = CallbackEnvelope.responses(members);
        if (Stream.concat(Stream.of(members), responses.stream())
                .anyMatch(each -> each.member("faultResponse").isPresent())) {
            return Optional.of("faultResponse");
        }
        var type = members.member("smsType").map(JsonNode::asText).orElse(FROM_DEVICE);
        if (!type.strip().toLowerCase(Locale.ROOT).equals(FROM_DEVICE)) {
            return Optional.of("smsType other than MoSms");
        }
        return Stream.of("status", "deliveryStatus", "sentTo")
                .filter(name -> members.member(name).isPresent())
                .findFirst();
    }

    private static String digest(JsonMembers body) {
        var kept = JsonBody.object();
        body.object()
                .propertyStream()
                .filter(member ->
                        !OF_THE_ATTEMPT.contains(member.getKey().toLowerCase(Locale.ROOT)))
                .forEach((Map.Entry<String, JsonNode> member) ->
                        kept.set(member.getKey(), member.getValue()));
        return EventId.of("body", JsonBody.text(kept));
    }
}
