package io.telltale.benchmarks.mix;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * ThingSpace's SMS queue: blocks of 100 messages of random devices, each naming IMEI, ICCID and
 * MSISDN, so that its row lies under the IMEI. Some are repeated by a history.
 */
final class SmsQueueSource implements PolledSource {

    private static final int BLOCK = 100;

    /** So that 30 of 100 messages are on two channels; a fifth is in histories alone. */
    private static final int REPEATED_OF_100 = 38;

    private static final EventIds IDS =
            new EventIds(Provider.THINGSPACE, UpgradeCampaignSource.ACCOUNT, Channel.POLL);

    private final BenchmarkFleet fleet;
    private final SimMoves moves;
    private final RepeatedMessages repeated;
    private final SplittableRandom random;
    private final DeviceDraws devices;
    private final OccurrenceTimes times;
    private final MessageTexts texts;

    SmsQueueSource(MixSettings settings, RepeatedMessages repeated, SplittableRandom random) {
        this.fleet = settings.fleet();
        this.moves = settings.simMoves();
        this.repeated = repeated;
        this.random = random;
        this.devices = new DeviceDraws(settings, random.split());
        this.times = new OccurrenceTimes(random.split());
        this.texts = new MessageTexts(random.split());
    }

    @Override
    public Batch next(Instant now) {
        var events = new ArrayList<Event>(BLOCK);
        for (int row = 0; row < BLOCK; row++) {
            events.add(event(devices.next(), now));
        }
        return Batch.of(
                events,
                SourceHealthSource.well(
                        Provider.THINGSPACE,
                        UpgradeCampaignSource.ACCOUNT,
                        PollKind.THINGSPACE_SMS_QUEUE,
                        null,
                        now));
    }

    private Event event(int device, Instant now) {
        var at = times.before(now);
        var sim = moves.simOf(device, at);
        var refs = List.of(fleet.imei(device), fleet.iccid(sim), fleet.msisdn(sim));
        var text = texts.next();
        if (random.nextInt(100) < REPEATED_OF_100) {
            repeated.add(new RepeatedMessages.Message(fleet.msisdn(sim), at, text, now));
        }
        var parsed = refs.stream().map(DeviceRef::parse).toList();
        return new Event.Sms(
                SmsEvent.newBuilder()
                        .setEventId(IDS.smsInQueue(parsed, at, text, 0))
                        .setProvider(Provider.THINGSPACE)
                        .setAccount(UpgradeCampaignSource.ACCOUNT)
                        .setDevices(refs)
                        .setOccurredAt(at)
                        .setObservedAt(now)
                        .setChannel(Channel.POLL)
                        .setDirection(SmsDirection.MOBILE_ORIGINATED)
                        .setText(text)
                        .build());
    }
}
