package io.telltale.localstack.check.streams;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Draws the events of the drawn fleet: SIMs that move several times a day, numbers that move
 * between SIMs, rows that leave the device out, one SMS under several refs and on several channels,
 * texts in many scripts, equal texts in a row, rows without a provider's time or from the future,
 * tasks under several refs, ids that belong to two devices. The same for the same seed, but for its
 * begin. A tenth is published twice.
 */
final class DrawnEvents {

    /** The account of all of them. */
    static final String ACCOUNT = "drawn-0001";

    private static final Duration PAST = Duration.ofDays(20);
    private static final Duration BEFORE_ALL = Duration.ofDays(30);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(8);
    private static final int MESSAGES_EACH = 14;
    private static final int UNTIMED_EACH = 5;
    private static final int TASK_DEVICES = 24;
    private static final int READINGS = 60;
    private static final int CAMPAIGNS = 3;
    private static final int REPEATED_ONE_IN = 10;

    /** What devices send: some differ only in characters that no history can show. */
    private static final List<String> TEXTS =
            List.of(
                    "ok",
                    "ok",
                    "ok?",
                    "on?off",
                    "température 21",
                    "temp?rature 21",
                    "你好",
                    "再见",
                    "مرحبا",
                    "شكرا",
                    "😀",
                    "🚗",
                    "é?",
                    "è?",
                    "?",
                    "你好 ok",
                    "再见 ok");

    private static final Map<String, Outcome> STATUSES =
            Map.of(
                    "Accepted", Outcome.PENDING,
                    "UpgradeScheduled", Outcome.PENDING,
                    "ReceivedDeviceDataFromNetwork", Outcome.IN_PROGRESS,
                    "UpgradeFailed", Outcome.FAILED,
                    "UpgradeSuccess", Outcome.SUCCEEDED);

    private static final List<DeliveryStatus> DELIVERIES =
            List.of(
                    DeliveryStatus.SCHEDULED,
                    DeliveryStatus.ACCEPTED,
                    DeliveryStatus.ENROUTE,
                    DeliveryStatus.DELIVERED,
                    DeliveryStatus.FAILED);

    private final Random random;
    private final List<List<String>> fleet = DrawnFleet.devices();
    private final List<String> otherImeis;
    private final Instant begin;
    private final Duration life;
    private final List<Drawn> drawn = new ArrayList<>();
    private int number;

    /**
     * A generator for one use.
     *
     * @param otherImeis devices of the simulator's fleet, into which some SIMs move
     * @param life over which the events are published
     */
    DrawnEvents(long seed, List<String> otherImeis, Instant begin, Duration life) {
        this.random = new Random(seed);
        this.otherImeis = List.copyOf(otherImeis);
        this.begin = begin.truncatedTo(ChronoUnit.MILLIS);
        this.life = life;
    }

    /**
     * An event and when it is published.
     *
     * @param at not before the event's own {@code observedAt}
     */
    record Drawn(Instant at, Event event) {}

    /** All of them in the order of publication. */
    List<Drawn> events() {
        for (var device = 0; device < DrawnFleet.DEVICES; device++) {
            births(device);
            messages(device);
            withoutTime(device);
        }
        for (var device = 0; device < DrawnFleet.MOVING; device++) {
            moves(device);
            numberMoves(device);
            withoutDevice(device);
        }
        for (var device = 0; device < TASK_DEVICES; device++) {
            readings(device);
        }
        twoDevicesOfOneId();
        return drawn.stream().sorted(Comparator.comparing(Drawn::at)).toList();
    }

    private void births(int device) {
        var at = begin.minus(BEFORE_ALL).plusSeconds(random.nextInt(3_600));
        sms(fleet.get(device), at, Channel.POLL, "born " + device);
    }

    /** To a few devices and back; of one SIM in four several times a day. */
    private void moves(int device) {
        var sim = DrawnFleet.sim(device);
        var homes = List.of(imei(), imei(), DrawnFleet.imei(device));
        var isBusy = device % 4 == 0;
        var span = isBusy ? Duration.ofDays(3) : PAST;
        var count = isBusy ? 16 : 3 + random.nextInt(5);
        for (var move = 0; move < count; move++) {
            var at = begin.minusSeconds(random.nextLong(span.toSeconds()));
            sms(refs(one(homes), some(sim)), at, liveChannel(), "moved " + one(TEXTS));
            if (random.nextInt(8) == 0) {
                sms(refs(one(homes), some(sim)), at, liveChannel(), "at once " + one(TEXTS));
            }
        }
    }

    /** A number is ported from SIM to SIM; rows name one SIM, two, or an IMSI only. */
    private void numberMoves(int device) {
        var own = DrawnFleet.sim(device);
        for (var move = 0; move < 4; move++) {
            var other = DrawnFleet.sim(random.nextInt(DrawnFleet.MOVING));
            var refs =
                    switch (random.nextInt(4)) {
                        case 0 -> List.of(other.getFirst(), own.getLast());
                        case 1 -> List.of(other.get(1), own.getLast());
                        case 2 ->
                                List.of(
                                        own.getFirst(),
                                        other.getFirst(),
                                        own.get(1),
                                        own.getLast());
                        default -> List.of(other.getFirst(), other.get(1), own.getLast());
                    };
            sms(refs, past(), liveChannel(), "ported " + one(TEXTS));
        }
    }

    private void withoutDevice(int device) {
        for (var row = 0; row < 6; row++) {
            sms(
                    List.of(one(DrawnFleet.sim(device))),
                    past(),
                    row % 2 == 0 ? Channel.HISTORY : liveChannel(),
                    one(TEXTS));
        }
    }

    /** One SMS on up to three channels, under other refs on each, some twice or in a row. */
    private void messages(int device) {
        for (var message = 0; message < MESSAGES_EACH; message++) {
            var at = past().truncatedTo(ChronoUnit.SECONDS);
            var text = one(TEXTS);
            message(device, at, text);
            switch (random.nextInt(5)) {
                case 0 -> message(device, at, text);
                case 1 -> message(device, at.plusSeconds(1 + random.nextInt(3)), text);
                case 2 -> message(device, at, one(TEXTS));
                case 3 -> message(device, at.plusSeconds(random.nextInt(50)), one(TEXTS));
                default -> {
                    // One message only.
                }
            }
        }
    }

    private void message(int device, Instant at, String text) {
        var refs = fleet.get(device);
        var imei = refs.getFirst();
        var msisdn = refs.getLast();
        var isLive = random.nextInt(3) > 0;
        if (isLive) {
            sms(refs(imei, DrawnFleet.sim(device)), at, Channel.CALLBACK, text);
        }
        if (!isLive || random.nextBoolean()) {
            sms(List.of(imei), at.plusMillis(random.nextInt(900)), Channel.POLL, text);
        }
        if (random.nextBoolean()) {
            history(msisdn, at.plusSeconds(random.nextInt(3)), text);
        }
    }

    /** History shows a question mark for what it cannot decode, and one row for each status. */
    private void history(String msisdn, Instant at, String text) {
        var shown = random.nextBoolean() ? text.replaceAll("[^\\x20-\\x7e]", "?") : text;
        var first = random.nextInt(DELIVERIES.size());
        var last = Math.min(DELIVERIES.size(), first + 1 + random.nextInt(2));
        for (var delivery : DELIVERIES.subList(first, last)) {
            add(
                    smsBuilder(List.of(msisdn), at, Channel.HISTORY, shown)
                            .setDeliveryStatus(delivery)
                            .setProviderDeliveryStatus(
                                    delivery.name().charAt(0)
                                            + delivery.name().substring(1).toLowerCase(Locale.ROOT))
                            .build());
        }
    }

    /** Rows that have no time, or one that lies ahead, near rows that have one. */
    private void withoutTime(int device) {
        var imei = fleet.get(device).getFirst();
        for (var row = 0; row < UNTIMED_EACH; row++) {
            var seen = inLife();
            var text = one(TEXTS);
            var repeated =
                    switch (random.nextInt(3)) {
                        case 0 -> seen.plus(Duration.ofHours(1));
                        default -> null;
                    };
            add(
                    smsBuilder(fleet.get(device), repeated, Channel.CALLBACK, text)
                            .setObservedAt(seen)
                            .build());
            if (random.nextBoolean()) {
                add(
                        smsBuilder(
                                        List.of(imei),
                                        seen.minusSeconds(random.nextInt(20)),
                                        Channel.POLL,
                                        text)
                                .setObservedAt(seen.plusMillis(random.nextInt(3_000)))
                                .build());
            }
        }
    }

    /**
     * A campaign's readings, most without a time and equal to the one before, under several refs.
     */
    private void readings(int device) {
        var refs = fleet.get(device);
        var names = List.of(refs.getFirst(), refs.get(refs.size() - 3), refs.getLast());
        var task = "drawn-" + device % CAMPAIGNS;
        var statuses = STATUSES.keySet().stream().sorted().toList();
        var status = statuses.getFirst();
        for (var reading = 1; reading <= READINGS; reading++) {
            var seen = begin.plus(life.multipliedBy(reading).dividedBy(READINGS + 4));
            status = random.nextInt(3) == 0 ? one(statuses) : status;
            var isTimed = random.nextInt(4) == 0;
            status(
                    one(names),
                    isTimed ? past() : null,
                    seen,
                    task,
                    isTimed ? 0 : reading,
                    status,
                    random.nextInt(6) == 0 ? "try " + reading : null);
        }
        var reading = READINGS;
        for (var name : names) {
            reading++;
            var seen = begin.plus(life.multipliedBy(reading).dividedBy(READINGS + 4));
            status(
                    name,
                    null,
                    seen,
                    task,
                    reading,
                    device % 3 == 0 ? "UpgradeFailed" : "UpgradeSuccess",
                    "done");
        }
    }

    /** The second device that names an id conflicts with the first. */
    private void twoDevicesOfOneId() {
        for (var device = 0; device < DrawnFleet.DEVICES; device += 5) {
            var taken = fleet.get((device + 7) % DrawnFleet.DEVICES).get(1);
            sms(List.of(DrawnFleet.imei(device), taken), past(), liveChannel(), "taken");
        }
    }

    private void status(
            String ref,
            @Nullable Instant occurredAt,
            Instant seen,
            String task,
            long reading,
            String status,
            @Nullable String reason) {
        add(
                new Event.Status(
                        DeviceStatusEvent.newBuilder()
                                .setEventId(nextId())
                                .setProvider(Provider.THINGSPACE)
                                .setAccount(ACCOUNT)
                                .setDevices(kept(List.of(ref)))
                                .setOccurredAt(occurredAt)
                                .setObservedAt(seen)
                                .setChannel(Channel.POLL)
                                .setTaskKind(TaskKind.SOFTWARE_UPGRADE)
                                .setTaskId(task)
                                .setReading(reading)
                                .setProviderStatus(status)
                                .setOutcome(STATUSES.get(status))
                                .setReason(reason)
                                .build()));
    }

    private void sms(List<String> refs, Instant at, Channel channel, String text) {
        add(smsBuilder(refs, at, channel, text).build());
    }

    private SmsEvent.Builder smsBuilder(
            List<String> refs, @Nullable Instant at, Channel channel, String text) {
        return SmsEvent.newBuilder()
                .setEventId(nextId())
                .setProvider(Provider.THINGSPACE)
                .setAccount(ACCOUNT)
                .setDevices(kept(refs))
                .setOccurredAt(at)
                .setObservedAt(inLife())
                .setChannel(channel)
                .setDirection(SmsDirection.MOBILE_ORIGINATED)
                .setText(text)
                .setProviderDirection("MO");
    }

    private void add(SmsEvent event) {
        add(new Event.Sms(event));
        var isTimed = event.getOccurredAt() != null;
        if (isTimed && random.nextInt(REPEATED_ONE_IN) == 0) {
            var seen = event.getObservedAt().plusMillis(random.nextInt(4_000) - 1_000);
            add(new Event.Sms(SmsEvent.newBuilder(event).setObservedAt(seen).build()));
        }
    }

    private void add(Event event) {
        var delay = Duration.ofMillis(random.nextLong(LONGEST_DELAY.toMillis()));
        drawn.add(new Drawn(event.observedAt().plus(delay), event));
    }

    private String nextId() {
        return EventId.of("drawn", Integer.toString(number++));
    }

    private static List<String> kept(Collection<String> refs) {
        return DeviceRef.sorted(refs.stream().map(DeviceRef::parse).toList()).stream()
                .map(DeviceRef::toString)
                .toList();
    }

    private static List<String> refs(String one, List<String> others) {
        return Stream.concat(Stream.of(one), others.stream()).toList();
    }

    /** A part of a SIM's refs, at least one. */
    private List<String> some(List<String> sim) {
        var first = random.nextInt(sim.size());
        return sim.subList(first, first + 1 + random.nextInt(sim.size() - first));
    }

    private String imei() {
        return random.nextInt(10) == 0 && !otherImeis.isEmpty()
                ? one(otherImeis)
                : DrawnFleet.imei(random.nextInt(DrawnFleet.DEVICES));
    }

    private Channel liveChannel() {
        return random.nextBoolean() ? Channel.POLL : Channel.CALLBACK;
    }

    private Instant past() {
        return begin.minusMillis(random.nextLong(PAST.toMillis()));
    }

    private Instant inLife() {
        return begin.plusMillis(random.nextLong(life.toMillis()));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
