package io.telltale.callback.endpoint;

import io.telltale.providers.thingspace.LiveContent;
import io.telltale.providers.thingspace.LiveSms;
import io.telltale.providers.thingspace.LiveSmsMapper;
import io.telltale.schemas.publish.KafkaRecords;
import java.util.List;
import java.util.Optional;

/**
 * What is written of callbacks of EnhancedConnectivityService: SMS from devices. An event is made
 * only of what is one beyond doubt; everything else becomes a dead letter.
 */
final class LiveRecords implements Contents<LiveContent> {

    private final KafkaRecords kafka;
    private final DeadLetters letters;
    private final Sightings sightings;

    LiveRecords(KafkaRecords kafka, DeadLetters letters, Sightings sightings) {
        this.kafka = kafka;
        this.letters = letters;
        this.sightings = sightings;
    }

    @Override
    public Told told(Delivery from, LiveContent content, byte[] body) {
        return switch (content) {
            case LiveContent.FromDevice(var sms) -> event(from, sms);
            case LiveContent.Unreadable(var fault, var detail) ->
                    Told.only(Result.TAKEN, letters.ofBody(from, body, fault.name(), detail), 1);
            case LiveContent.Notice(var detail) ->
                    Told.only(
                            Result.NOTICE,
                            letters.ofBody(from, body, "NOT_A_DEVICE_SMS", detail),
                            0);
            case LiveContent.TextMissing() ->
                    Told.only(
                            Result.TEXT_MISSING,
                            letters.ofBody(
                                    from,
                                    body,
                                    Result.TEXT_MISSING.name(),
                                    "expected the text of an SMS"),
                            0);
        };
    }

    private Told event(Delivery from, LiveSms sms) {
        var firstSeen = sightings.firstSeen(from.account(), sms.bodyDigest(), from.at());
        var event =
                new LiveSmsMapper(from.account())
                        .event(sms, from.requestId(), firstSeen, from.at());
        var fact = kafka.of(event, from.trace(), sms.device().primary().toString());
        return new Told(Result.TAKEN, List.of(fact), Optional.empty(), 1, sms.device().unfit(), 0);
    }
}
