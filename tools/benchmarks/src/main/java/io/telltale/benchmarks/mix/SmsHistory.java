package io.telltale.benchmarks.mix;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Answers to SMS history requests: 20 to 60 rows of one random device at once, oldest first, from
 * the 90 days before; two of three went to the device.
 */
final class SmsHistory implements Source {

    static final Duration SPAN = Duration.ofDays(90);

    private static final int LEAST_ROWS = 20;
    private static final int MOST_ROWS = 60;
    private static final EventIds IDS =
            new EventIds(Provider.THINGSPACE, UpgradeCampaigns.ACCOUNT, Channel.HISTORY);

    private final Fleet fleet;
    private final SplittableRandom random;
    private final Texts texts;

    SmsHistory(SplittableRandom random, Fleet fleet) {
        this.random = random;
        this.fleet = fleet;
        this.texts = new Texts(random.split());
    }

    @Override
    public Batch next(Instant now) {
        var device = random.nextInt(fleet.devices());
        var request = Draws.uuid(random).toString();
        var refs = List.of(fleet.imei(device), fleet.msisdn(device));
        var begin = now.truncatedTo(ChronoUnit.SECONDS).minus(SPAN);
        var events = new ArrayList<Event>();
        random.longs(random.nextInt(LEAST_ROWS, MOST_ROWS + 1), 0, SPAN.toSeconds())
                .distinct()
                .sorted()
                .forEach(
                        second -> events.add(event(refs, begin.plusSeconds(second), request, now)));
        return Batch.of(
                events,
                Healths.well(
                        Provider.THINGSPACE,
                        UpgradeCampaigns.ACCOUNT,
                        PollKind.THINGSPACE_SMS_HISTORY,
                        "fleet",
                        now));
    }

    private Event event(List<String> refs, Instant at, String request, Instant now) {
        return random.nextInt(3) == 0
                ? fromDevice(refs, at, texts.next(), request, now)
                : toDevice(refs, at, texts.next(), request, now);
    }

    private static Event toDevice(
            List<String> refs, Instant at, String text, String request, Instant now) {
        var direction = SmsDirection.MOBILE_TERMINATED;
        return new Event.Sms(
                row(refs, at, text, now)
                        .setEventId(id(refs, direction, at, text, "Delivered"))
                        .setDirection(direction)
                        .setProviderDirection("MTSMS")
                        .setRecipient("2557177127")
                        .setDeliveryStatus(DeliveryStatus.DELIVERED)
                        .setProviderDeliveryStatus("Delivered")
                        .setRequestId(request)
                        .build());
    }

    static Event fromDevice(
            List<String> refs, Instant at, String text, String request, Instant now) {
        var direction = SmsDirection.MOBILE_ORIGINATED;
        return new Event.Sms(
                row(refs, at, text, now)
                        .setEventId(id(refs, direction, at, text, null))
                        .setDirection(direction)
                        .setProviderDirection("MOSMS")
                        .setSender("2557177127")
                        .setRequestId(request)
                        .build());
    }

    private static SmsEvent.Builder row(List<String> refs, Instant at, String text, Instant now) {
        return SmsEvent.newBuilder()
                .setProvider(Provider.THINGSPACE)
                .setAccount(UpgradeCampaigns.ACCOUNT)
                .setDevices(refs)
                .setOccurredAt(at)
                .setObservedAt(now)
                .setChannel(Channel.HISTORY)
                .setText(text)
                .setEncoding("US-ASCII");
    }

    private static String id(
            List<String> refs,
            SmsDirection direction,
            Instant at,
            String text,
            @Nullable String deliveryWord) {
        var parsed = refs.stream().map(DeviceRef::parse).toList();
        return IDS.smsInHistory(parsed, direction, "2557177127", at, text, deliveryWord, 0);
    }
}
