package io.telltale.providers.thingspace.sms;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.event.EventLimits;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Maps SMS of live callbacks to SMS events. */
public final class LiveSmsMapper {

    /** Attempts to deliver a callback end within this time: 4 of them, 5 min apart. */
    public static final Duration ATTEMPTS = Duration.ofMinutes(20);

    private static final String ONLY_ONE = "0";

    private final String account;
    private final EventIds ids;

    /** A mapper for one account. */
    public LiveSmsMapper(String account) {
        this.account = account;
        this.ids = new EventIds(Provider.THINGSPACE, account, Channel.CALLBACK);
    }

    /**
     * The event of an SMS.
     *
     * @param firstSeen when the same body came for the first time within {@link #ATTEMPTS}; counts
     *     only where the callback has neither time nor request id
     */
    public Event.Sms event(
            LiveCallbackSms sms,
            Optional<String> requestId,
            Instant firstSeen,
            Instant observedAt) {
        var text = sms.message();
        var occurredAt = sms.timestamp().orElse(null);
        return new Event.Sms(
                SmsEvent.newBuilder()
                        .setEventId(id(sms, requestId, firstSeen))
                        .setProvider(Provider.THINGSPACE)
                        .setAccount(account)
                        .setDevices(sms.refs().stream().map(DeviceRef::toString).toList())
                        .setOccurredAt(occurredAt)
                        .setObservedAt(observedAt)
                        .setChannel(Channel.CALLBACK)
                        .setDirection(SmsDirection.MOBILE_ORIGINATED)
                        .setText(EventLimits.cut(text, EventLimits.TEXT))
                        .setTextCut(EventLimits.exceeds(text, EventLimits.TEXT))
                        .build());
    }

    private String id(LiveCallbackSms sms, Optional<String> requestId, Instant firstSeen) {
        var time = sms.timestamp().map(Instant::toString);
        var sighting =
                time.isPresent()
                        ? ONLY_ONE
                        : Long.toString(firstSeen.getEpochSecond() / ATTEMPTS.toSeconds());
        return ids.smsLive(
                sms.refs(),
                time.or(() -> requestId).orElse(sms.bodyDigest()),
                sms.message(),
                requestId.orElse(sighting));
    }
}
