package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Histories of SIMs, whatever devices they are in: what they sent, which the queue tells as well,
 * in seconds that differ by one at times; and messages to them, which only the history tells.
 *
 * @param count how many SIMs have one, the first ones
 */
record MovingHistories(MovingSims sims, int count, List<MovingMessages.Sent> sent)
        implements Histories {

    private static final int RECEIVED = 12;
    private static final Duration OLDEST = Duration.ofDays(80);
    private static final Duration YOUNGEST = Duration.ofMinutes(3);
    private static final double ANOTHER_SECOND = 0.3;
    private static final long SENT_KEYS = 1L << 32;
    private static final List<String> STATUSES =
            List.of("Delivered", "Delivered", "Expired", "Failed", "Enroute", "Accepted");

    MovingHistories {
        sent = List.copyOf(sent);
    }

    /** A SIM by its place. */
    private record Known(MovingHistories all, int sim) implements SmsHistory {

        @Override
        public List<DeviceId> ids() {
            return all.idsOf(sim);
        }

        @Override
        public List<Dated> events(Instant now) {
            return all.eventsOf(sim).stream().filter(event -> !event.time().isAfter(now)).toList();
        }
    }

    @Override
    public Optional<SmsHistory> of(DeviceId device) {
        for (var sim = 0; sim < count; sim++) {
            if (idsOf(sim).stream().anyMatch(device::names)) {
                return Optional.of(new Known(this, sim));
            }
        }
        return Optional.empty();
    }

    @Override
    public Stream<DeviceId> known() {
        return IntStream.range(0, count).mapToObj(sim -> idsOf(sim).getFirst());
    }

    /** One is best known by its ICCID, the next by its MSISDN, the third by its MDN. */
    private List<DeviceId> idsOf(int sim) {
        var iccid = sims.iccid(sim);
        var msisdn = sims.msisdn(sim);
        var mdn = sims.mdn(sim);
        return switch (sim % 3) {
            case 0 -> List.of(iccid, msisdn, mdn);
            case 1 -> List.of(msisdn, mdn, iccid);
            default -> List.of(mdn, iccid, msisdn);
        };
    }

    private List<Dated> eventsOf(int sim) {
        var random = SeededRandom.of(sims.seed(), 53, sims.account(), sim);
        var events = new ArrayList<Dated>();
        for (var number = 0; number < RECEIVED; number++) {
            events.add(received(random, number));
        }
        for (var place = 0; place < sent.size(); place++) {
            if (sent.get(place).sim() == sim) {
                events.add(sent(random, place));
            }
        }
        events.sort(Comparator.comparing(Dated::time).thenComparingLong(Dated::key));
        return events;
    }

    private Dated received(SplittableRandom random, int number) {
        var ago = random.nextLong(YOUNGEST.toSeconds(), OLDEST.toSeconds());
        var time = sims.bornAt().minusSeconds(ago);
        var peer = "1555" + random.nextInt(1_000_000, 10_000_000);
        var text = SmsTexts.ascii(random);
        var status = SeededRandom.oneOf(random, STATUSES);
        return new Dated(number, time, SmsEvent.toDevice(time, peer, text, status));
    }

    private Dated sent(SplittableRandom random, int place) {
        var message = sent.get(place);
        var shift = SeededRandom.happens(random, ANOTHER_SECOND) ? 1 - 2 * random.nextInt(2) : 0;
        var time = message.received().plusSeconds(shift);
        var text = SmsTexts.plain(message.message().content().message());
        var peer = "1555" + random.nextInt(1_000_000, 10_000_000);
        return new Dated(SENT_KEYS + place, time, SmsEvent.fromDevice(time, peer, text));
    }
}
