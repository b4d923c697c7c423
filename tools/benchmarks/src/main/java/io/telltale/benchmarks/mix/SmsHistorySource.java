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
 * Answers to SMS history requests, 20 to 60 rows at once, each filed under the MSISDN alone: first
 * messages that were in the queue before, then messages of one random device from the 90 days
 * before; two of three of these went to the device.
 */
final class SmsHistorySource implements PolledSource {

    static final Duration SPAN = Duration.ofDays(90);

    private static final int LEAST_ROWS = 20;
    private static final int MOST_ROWS = 60;

    /** The others are of one device, and on no other channel. */
    private static final int REPEATED_OF_100 = 65;

    private static final EventIds IDS =
            new EventIds(Provider.THINGSPACE, UpgradeCampaignSource.ACCOUNT, Channel.HISTORY);

    private final BenchmarkFleet fleet;
    private final SimMoves moves;
    private final RepeatedMessages repeated;
    private final SplittableRandom random;
    private final DeviceDraws devices;
    private final MessageTexts texts;

    SmsHistorySource(MixSettings settings, RepeatedMessages repeated, SplittableRandom random) {
        this.fleet = settings.fleet();
        this.moves = settings.simMoves();
        this.repeated = repeated;
        this.random = random;
        this.devices = new DeviceDraws(settings, random.split());
        this.texts = new MessageTexts(random.split());
    }

    @Override
    public Batch next(Instant now) {
        var request = PlaceRandom.uuid(random).toString();
        var rows = random.nextInt(LEAST_ROWS, MOST_ROWS + 1);
        var again = again(rows * REPEATED_OF_100 / 100, request, now);
        var events = new ArrayList<>(again);
        events.addAll(ofOneDevice(rows - again.size(), request, now));
        return Batch.of(
                events,
                SourceHealthSource.well(
                        Provider.THINGSPACE,
                        UpgradeCampaignSource.ACCOUNT,
                        PollKind.THINGSPACE_SMS_HISTORY,
                        "fleet",
                        now));
    }

    private List<Event> again(int most, String request, Instant now) {
        var events = new ArrayList<Event>(most);
        for (int row = 0; row < most; row++) {
            repeated.next(now)
                    .map(message ->
                            fromDevice(
                                    List.of(message.msisdn()),
                                    message.at(),
                                    message.text(),
                                    request,
                                    now))
                    .ifPresent(events::add);
        }
        return events;
    }

    private List<Event> ofOneDevice(int rows, String request, Instant now) {
        var refs = List.of(fleet.msisdn(moves.simOf(devices.next(), now)));
        var begin = now.truncatedTo(ChronoUnit.SECONDS).minus(SPAN);
        return random.longs(rows, 0, SPAN.toSeconds())
                .sorted()
                .mapToObj(second -> event(refs, begin.plusSeconds(second), request, now))
                .toList();
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
                .setAccount(UpgradeCampaignSource.ACCOUNT)
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
            @Nullable String deliveryStatus) {
        var parsed = refs.stream().map(DeviceRef::parse).toList();
        return IDS.smsInHistory(parsed, direction, "2557177127", at, text, deliveryStatus, 0);
    }
}
