package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.callback.LiveCallbackContent;
import io.telltale.providers.thingspace.sms.LiveCallbackSms;
import io.telltale.providers.thingspace.sms.LiveSmsMapper;
import io.telltale.schemas.publish.KafkaRecords;
import java.util.List;
import java.util.Optional;

/**
 * Maps callbacks of EnhancedConnectivityService: SMS from devices. Only what is certainly an SMS
 * becomes an event; everything else becomes a dead letter.
 */
final class LiveCallbackMapper implements CallbackMapper<LiveCallbackContent> {

    private final KafkaRecords kafka;
    private final CallbackDeadLetters deadLetters;
    private final FirstSeenCache firstSeen;

    LiveCallbackMapper(
            KafkaRecords kafka, CallbackDeadLetters deadLetters, FirstSeenCache firstSeen) {
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.firstSeen = firstSeen;
    }

    @Override
    public CallbackRecords map(ReceivedCallback from, LiveCallbackContent content, byte[] body) {
        return switch (content) {
            case LiveCallbackContent.FromDevice(var sms) -> event(from, sms);
            case LiveCallbackContent.Unreadable(var fault, var detail) ->
                    CallbackRecords.only(
                            CallbackResult.TAKEN,
                            deadLetters.ofBody(from, body, fault.name(), detail),
                            1);
            case LiveCallbackContent.Notice(var detail) ->
                    CallbackRecords.only(
                            CallbackResult.NOTICE,
                            deadLetters.ofBody(from, body, "NOT_A_DEVICE_SMS", detail),
                            0);
            case LiveCallbackContent.TextMissing() ->
                    CallbackRecords.only(
                            CallbackResult.TEXT_MISSING,
                            deadLetters.ofBody(
                                    from,
                                    body,
                                    CallbackResult.TEXT_MISSING.name(),
                                    "expected the text of an SMS"),
                            0);
        };
    }

    private CallbackRecords event(ReceivedCallback from, LiveCallbackSms sms) {
        var firstSeenAt = firstSeen.firstSeen(from.account(), sms.bodyDigest(), from.at());
        var event =
                new LiveSmsMapper(from.account())
                        .event(sms, from.requestId(), firstSeenAt, from.at());
        var fact = kafka.of(event, from.trace(), sms.device().primary().toString());
        return new CallbackRecords(
                CallbackResult.TAKEN,
                List.of(fact),
                Optional.empty(),
                1,
                sms.device().unrecognized(),
                0);
    }
}
