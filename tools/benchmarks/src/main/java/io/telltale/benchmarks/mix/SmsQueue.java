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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * ThingSpace's SMS queue: blocks of 100 messages of random devices, each naming IMEI and ESN or
 * IMEI and MSISDN.
 */
final class SmsQueue implements Source {

    private static final int BLOCK = 100;
    private static final EventIds IDS =
            new EventIds(Provider.THINGSPACE, UpgradeCampaigns.ACCOUNT, Channel.POLL);

    private final Fleet fleet;
    private final SplittableRandom random;
    private final Texts texts;

    SmsQueue(SplittableRandom random, Fleet fleet) {
        this.random = random;
        this.fleet = fleet;
        this.texts = new Texts(random.split());
    }

    @Override
    public Batch next(Instant now) {
        var events = new ArrayList<Event>(BLOCK);
        for (int row = 0; row < BLOCK; row++) {
            events.add(event(random.nextInt(fleet.devices()), now));
        }
        return Batch.of(
                events,
                Healths.well(
                        Provider.THINGSPACE,
                        UpgradeCampaigns.ACCOUNT,
                        PollKind.THINGSPACE_SMS_QUEUE,
                        null,
                        now));
    }

    private Event event(int device, Instant now) {
        var other = random.nextBoolean() ? fleet.esn(device) : fleet.msisdn(device);
        var refs = List.of(fleet.imei(device), other);
        var at = now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(random.nextInt(30));
        var text = texts.next();
        var parsed = refs.stream().map(DeviceRef::parse).toList();
        return new Event.Sms(
                SmsEvent.newBuilder()
                        .setEventId(IDS.smsInQueue(parsed, at, text, 0))
                        .setProvider(Provider.THINGSPACE)
                        .setAccount(UpgradeCampaigns.ACCOUNT)
                        .setDevices(refs)
                        .setOccurredAt(at)
                        .setObservedAt(now)
                        .setChannel(Channel.POLL)
                        .setDirection(SmsDirection.MOBILE_ORIGINATED)
                        .setText(text)
                        .build());
    }
}
