package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.callback.LiveCallbackContent;
import io.telltale.providers.thingspace.sms.LiveSms;
import io.telltale.providers.thingspace.sms.LiveSmsMapper;
import io.telltale.schemas.publish.KafkaRecords;
import java.util.List;
import java.util.Optional;

/**
 * What is written of callbacks of EnhancedConnectivityService: SMS from devices. An event is made
 * only of what is one beyond doubt; everything else becomes a dead letter.
 */
final class LiveCallbackMapper implements CallbackMapper<LiveCallbackContent> {

    private final KafkaRecords kafka;
    private final CallbackDeadLetters letters;
    private final FirstSeenCache sightings;

    LiveCallbackMapper(KafkaRecords kafka, CallbackDeadLetters letters, FirstSeenCache sightings) {
        this.kafka = kafka;
        this.letters = letters;
        this.sightings = sightings;
    }

    @Override
    public CallbackRecords told(ReceivedCallback from, LiveCallbackContent content, byte[] body) {
        return switch (content) {
            case LiveCallbackContent.FromDevice(var sms) -> event(from, sms);
            case LiveCallbackContent.Unreadable(var fault, var detail) ->
                    CallbackRecords.only(
                            CallbackResult.TAKEN,
                            letters.ofBody(from, body, fault.name(), detail),
                            1);
            case LiveCallbackContent.Notice(var detail) ->
                    CallbackRecords.only(
                            CallbackResult.NOTICE,
                            letters.ofBody(from, body, "NOT_A_DEVICE_SMS", detail),
                            0);
            case LiveCallbackContent.TextMissing() ->
                    CallbackRecords.only(
                            CallbackResult.TEXT_MISSING,
                            letters.ofBody(
                                    from,
                                    body,
                                    CallbackResult.TEXT_MISSING.name(),
                                    "expected the text of an SMS"),
                            0);
        };
    }

    private CallbackRecords event(ReceivedCallback from, LiveSms sms) {
        var firstSeen = sightings.firstSeen(from.account(), sms.bodyDigest(), from.at());
        var event =
                new LiveSmsMapper(from.account())
                        .event(sms, from.requestId(), firstSeen, from.at());
        var fact = kafka.of(event, from.trace(), sms.device().primary().toString());
        return new CallbackRecords(
                CallbackResult.TAKEN, List.of(fact), Optional.empty(), 1, sms.device().unfit(), 0);
    }
}
