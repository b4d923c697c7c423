package io.telltale.providers.thingspace.sms;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.event.EventLimits;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Maps rows of the SMS queue to SMS events. */
public final class QueuedSmsMapper {

    private final String account;
    private final EventIds ids;

    /** A mapper for one account. */
    public QueuedSmsMapper(String account) {
        this.account = account;
        this.ids = new EventIds(Provider.THINGSPACE, account, Channel.POLL);
    }

    /**
     * The events of a block's rows, in their order.
     *
     * @param earlier digests of the rows of earlier blocks, a digest as often as its row came
     */
    public List<Event.Sms> events(
            List<QueuedSms> block, Collection<String> earlier, Instant observedAt) {
        var seen = new HashMap<String, Integer>();
        earlier.forEach(digest -> seen.merge(digest, 1, Integer::sum));
        var events = new ArrayList<Event.Sms>(block.size());
        for (var sms : block) {
            var occurrence = seen.merge(rowDigest(sms), 1, Integer::sum) - 1;
            events.add(event(sms, occurrence, observedAt));
        }
        return events;
    }

    private Event.Sms event(QueuedSms sms, int occurrence, Instant observedAt) {
        var text = sms.message().orElse(null);
        var occurredAt = sms.timestamp().orElse(null);
        return new Event.Sms(
                SmsEvent.newBuilder()
                        .setEventId(ids.smsInQueue(sms.refs(), occurredAt, text, occurrence))
                        .setProvider(Provider.THINGSPACE)
                        .setAccount(account)
                        .setDevices(sms.refs().stream().map(DeviceRef::toString).toList())
                        .setOccurredAt(occurredAt)
                        .setObservedAt(observedAt)
                        .setChannel(Channel.POLL)
                        .setDirection(SmsDirection.MOBILE_ORIGINATED)
                        .setText(text == null ? null : EventLimits.cut(text, EventLimits.TEXT))
                        .setTextCut(EventLimits.exceeds(text, EventLimits.TEXT))
                        .build());
    }

    /** 32 hex digits, equal for rows with equal content; contains no text. */
    public static String rowDigest(QueuedSms sms) {
        var refs = sms.refs().stream().map(DeviceRef::toString).collect(Collectors.joining(" "));
        return EventId.of(
                refs,
                sms.timestamp().map(Instant::toString).orElse(null),
                EventId.textDigest(sms.message().orElse(null)));
    }
}
