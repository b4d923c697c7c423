package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The messages that SIMs send from the devices they are in, thought out beforehand. Each names some
 * ids of its device and its SIM: from one alone to all that ThingSpace knows.
 *
 * <p>A third is there at birth. Almost half are much older than their arrival, so that old things
 * are told after newer ones. Some have a twin of the same second, some an echo three seconds later.
 * Two in a hundred name an id that is not the device's: an IMEI of zeros, or another device's ESN;
 * the first message of three SIMs in five names an ESN that many devices share.
 *
 * @param each how many a SIM sends, before twins and echoes
 */
record MovingMessages(MovingSims sims, int each) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final ZoneOffset PACIFIC = ZoneOffset.ofHours(-8);
    private static final DeviceId NO_IMEI = new DeviceId("000000000000000", "imei");
    private static final DeviceId SHARED_ESN = new DeviceId("12807654321", "esn");

    private static final double AT_BIRTH = 0.33;
    private static final double LIVE = 0.4;
    private static final double OLD = 0.45;
    private static final Duration OLDEST = Duration.ofDays(40);
    private static final Duration YOUNGEST_OLD = Duration.ofMinutes(3);
    private static final double TWINS = 0.03;
    private static final double ECHOES = 0.03;
    private static final Duration ECHO_AFTER = Duration.ofSeconds(3);
    private static final double WRONG = 0.01;

    /** Shares of the life between which messages arrive; live ones when a listener is there. */
    private static final double FROM = 0.01;

    private static final double LIVE_FROM = 0.2;
    private static final double TO = 0.95;

    /**
     * A message and who sent it.
     *
     * @param sim place of the SIM
     * @param received when ThingSpace got it, whole seconds
     */
    record Sent(int sim, Instant received, DeviceMessage message) {}

    /** In the order of arrival. */
    List<Sent> sent() {
        var all = new ArrayList<Sent>();
        for (var sim = 0; sim < sims.count(); sim++) {
            var random = SeededRandom.of(sims.seed(), 52, sims.account(), sim);
            for (var number = 0; number < each; number++) {
                add(all, random, sim, number);
            }
        }
        all.sort(Comparator.comparing(sent -> sent.message().arrives()));
        return all;
    }

    private void add(List<Sent> all, SplittableRandom random, int sim, int number) {
        var live = SeededRandom.happens(random, LIVE);
        var arrives = arrives(random, live);
        var received = received(random, arrives);
        var text = SmsTexts.of(random) + " " + Integer.toString(sim * each + number, 36);
        all.add(message(random, sim, number, live, arrives, received, text));
        if (SeededRandom.happens(random, TWINS)) {
            var first = all.getLast().message();
            var twin =
                    DeviceMessage.plain(
                            soonAfter(random, arrives),
                            live && random.nextBoolean(),
                            true,
                            SeededRandom.uuid(random).toString(),
                            first.content());
            all.add(new Sent(sim, received, twin));
        }
        if (SeededRandom.happens(random, ECHOES)) {
            var later = received.plus(ECHO_AFTER);
            var heard = soonAfter(random, arrives).plus(ECHO_AFTER);
            all.add(message(random, sim, number, live, heard, later, text));
        }
    }

    private Instant arrives(SplittableRandom random, boolean live) {
        var share = random.nextDouble(live ? LIVE_FROM : FROM, TO);
        return SeededRandom.happens(random, AT_BIRTH) && !live
                ? sims.bornAt()
                : sims.bornAt().plusMillis((long) (share * sims.life().toMillis()));
    }

    private Instant received(SplittableRandom random, Instant arrives) {
        var old = SeededRandom.happens(random, OLD);
        var ago = random.nextLong(YOUNGEST_OLD.toSeconds(), OLDEST.toSeconds());
        var soon = random.nextInt(0, 60);
        return (old ? sims.bornAt().minusSeconds(ago) : arrives.minusSeconds(soon))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private Instant soonAfter(SplittableRandom random, Instant arrives) {
        return arrives.equals(sims.bornAt())
                ? arrives
                : arrives.plusMillis(random.nextInt(1, 2_000));
    }

    private Sent message(
            SplittableRandom random,
            int sim,
            int number,
            boolean live,
            Instant arrives,
            Instant received,
            String text) {
        var content =
                QueueMessage.of(
                        ids(random, sim, number, received),
                        text,
                        TIME.format(received.atOffset(PACIFIC)));
        var requestId = SeededRandom.uuid(random).toString();
        return new Sent(
                sim, received, DeviceMessage.plain(arrives, live, true, requestId, content));
    }

    private List<DeviceId> ids(SplittableRandom random, int sim, int number, Instant time) {
        var device = sims.deviceOf(sim, time);
        var ids = new ArrayList<>(carriers(random, sim));
        ids.addAll(anchors(random, device, number));
        return ids.isEmpty() ? List.of(sims.mdn(sim)) : ids;
    }

    /** Names of the SIM, or none of them. */
    private List<DeviceId> carriers(SplittableRandom random, int sim) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> List.of(sims.mdn(sim));
            case 3 -> List.of(sims.iccid(sim));
            case 4 -> List.of(sims.msisdn(sim), sims.iccid(sim));
            case 5 -> List.of(sims.msisdn(sim));
            case 6 -> List.of(sims.iccid(sim), sims.imsi(sim));
            case 7 -> List.of(sims.mdn(sim), sims.iccid(sim));
            default -> List.of();
        };
    }

    /** Names of the device itself, or none of them; few of them wrong. */
    private List<DeviceId> anchors(SplittableRandom random, int device, int number) {
        if (number == 0 && device % 5 < 3) {
            return List.of(sims.imei(device), SHARED_ESN);
        }
        if (SeededRandom.happens(random, WRONG)) {
            return List.of(NO_IMEI);
        }
        var wrong = SeededRandom.happens(random, WRONG);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> List.of(sims.imei(device));
            case 6, 7, 8 -> List.of(sims.esn(device));
            case 9, 10 -> List.of(sims.esn(wrong ? device + 1 : device), sims.imei(device));
            case 11 -> List.of(sims.meid(device), sims.imei(device));
            case 12 -> List.of(sims.eid(device), sims.esn(device));
            case 13 -> List.of(sims.eid(device));
            default -> List.of();
        };
    }
}
