package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The pushes of living devices: at equal distances and without end, every day those of another
 * campaign, to a tenth of the devices. Some fail at once, some only turn out within the hour to
 * have failed. The list forgets what is older than a week; a row is worked out when it is read.
 *
 * @param devices how many there are
 * @param examples rows that are there before all of them, and stay
 */
record LivingPushes(long seed, int devices, Instant bornAt, List<PushListRow> examples)
        implements PushProject.Pushes {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration TURNS_WITHIN = Duration.ofHours(1);
    private static final int DEVICES_FOR_EACH = 10;

    /** So that a small fleet does not seem dead. */
    private static final int LEAST_A_DAY = 1_440;

    private static final long FIRST_CAMPAIGN = 300_000;
    private static final long FIRST_ACTION = 30_000_000;
    private static final long FIRST_DEVICE = 20_000_000;
    private static final double FAILING = 0.05;
    private static final double TURNING = 0.03;

    LivingPushes {
        examples = List.copyOf(examples);
    }

    /** The examples, and the rows of consecutive turns behind them. */
    private static final class View extends AbstractList<PushListRow> implements RandomAccess {

        private final LivingPushes all;
        private final long first;
        private final int size;
        private final Instant now;

        private View(LivingPushes all, long first, int size, Instant now) {
            this.all = all;
            this.first = first;
            this.size = size;
            this.now = now;
        }

        @Override
        public PushListRow get(int index) {
            var before = all.examples.size();
            return index < before ? all.examples.get(index) : all.row(first + index - before, now);
        }

        @Override
        public int size() {
            return size;
        }
    }

    @Override
    public List<PushListRow> at(Instant now) {
        var last = turns(now);
        var first = Math.max(1, turns(now.minus(KEPT)) + 1);
        return new View(this, first, examples.size() + Math.toIntExact(last - first + 1), now);
    }

    /** Between two rows. */
    private Duration interval() {
        return DAY.dividedBy(Math.max(devices / DEVICES_FOR_EACH, LEAST_A_DAY));
    }

    /** How many rows were created by a time. */
    private long turns(Instant time) {
        return time.isBefore(bornAt) ? 0 : Duration.between(bornAt, time).dividedBy(interval());
    }

    private PushListRow row(long turn, Instant now) {
        var created = bornAt.plus(interval().multipliedBy(turn));
        var age = Duration.between(bornAt, created);
        var random = SeededRandom.of(seed, 14, turn);
        var action = FIRST_ACTION + age.toHours();
        var fate = random.nextDouble();
        var place = (turn - 1) % devices;
        var turns = created.plusSeconds(random.nextLong(1, TURNS_WITHIN.toSeconds()));
        var row =
                new PushListRow(
                        examples.size() + turn,
                        action,
                        FIRST_CAMPAIGN + age.toDays(),
                        created.getEpochSecond(),
                        FIRST_DEVICE + place,
                        null,
                        0,
                        null,
                        "Offer " + Long.toString(action, 36));
        var failed = fate < FAILING || (fate < FAILING + TURNING && !now.isBefore(turns));
        return failed ? row.failed(PushFailures.one(random)) : row;
    }
}
