package io.telltale.simulator.scenario;

import io.telltale.simulator.scenario.PlannedPushes.Failure;
import io.telltale.simulator.scenario.PlannedPushes.Planned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The pushes of one project of the check fleet, thought out beforehand.
 *
 * <p>Two thirds are there at birth, created within the 30 days before; the others are created while
 * the fleet lives. Some fail at once, some only turn out later to have failed, a few are deleted.
 * No two rows have the same campaign, action, target and time.
 *
 * @param project tells projects of one seed apart
 * @param campaigns their ids
 * @param targets how many devices, and as many profiles, are sent to
 * @param count rows at the end of the life
 * @param deleted rows beside them that are gone by then
 */
record CheckPushes(
        long seed,
        int project,
        List<Long> campaigns,
        int targets,
        int count,
        int deleted,
        Instant bornAt,
        Duration life) {

    private static final Duration BEFORE = Duration.ofDays(30);
    private static final Duration OLD_ACTION = Duration.ofDays(1);
    private static final Duration NEW_ACTION = Duration.ofMinutes(1);
    private static final double TO_PROFILE_ONLY = 0.1;
    private static final double WITH_PROFILE_TOO = 0.3;
    private static final double FAILING = 0.15;

    /** Of those that do not fail at once, so that it is one row of twenty. */
    private static final double TURNING = 0.05 / (1 - FAILING);

    /** Shares of the life between which rows appear, and by which they are as they stay. */
    private static final double FROM = 0.01;

    private static final double TO = 0.95;
    private static final double SETTLED = 0.98;

    CheckPushes {
        campaigns = List.copyOf(campaigns);
    }

    /** What no two rows have in common. */
    private record Key(long campaign, long action, long target, long createTime) {}

    PushProject.Pushes pushes() {
        var random = SeededRandom.of(seed, 30, project);
        var all = count + deleted;
        var rows = new ArrayList<Planned>(all);
        var keys = new HashSet<Key>();
        var block = all / deleted;
        var goes = 0;
        for (var appears : appearances(random, all)) {
            var place = rows.size();
            if (place % block == 0) {
                goes = place / block < deleted ? place + random.nextInt(block) : -1;
            }
            var row = row(random, place, appears, keys);
            var shown = appears.isBefore(bornAt) ? bornAt : appears;
            var disappears = place == goes ? later(random, shown) : null;
            rows.add(new Planned(shown, row, failure(random, row, shown), disappears));
        }
        return new PlannedPushes(rows);
    }

    private List<Instant> appearances(SplittableRandom random, int all) {
        var times = new ArrayList<Instant>(all);
        while (times.size() < all * 2 / 3) {
            times.add(bornAt.minusSeconds(random.nextLong(60, BEFORE.toSeconds())));
        }
        while (times.size() < all) {
            times.add(bornAt.plusMillis((long) (random.nextDouble(FROM, TO) * life.toMillis())));
        }
        times.sort(null);
        return times;
    }

    private PushListRow row(SplittableRandom random, int place, Instant appears, Set<Key> keys) {
        var campaign = SeededRandom.oneOf(random, campaigns);
        var old = appears.isBefore(bornAt);
        var action = campaign * 1_000 + action(appears, old);
        var toProfile = SeededRandom.happens(random, TO_PROFILE_ONLY);
        var withProfile = toProfile || SeededRandom.happens(random, WITH_PROFILE_TOO);
        var createTime = appears.getEpochSecond();
        var target = random.nextInt(targets);
        while (!keys.add(
                new Key(campaign, action, toProfile ? -target - 1L : target, createTime))) {
            target = (target + 1) % targets;
        }
        var fails = SeededRandom.happens(random, FAILING);
        return new PushListRow(
                (project + 1) * 1_000_000L + place,
                action,
                campaign,
                createTime,
                toProfile ? null : (project + 17) * 1_000_000L + target,
                withProfile ? (project + 57) * 1_000_000L + target : null,
                fails ? 1 : 0,
                fails ? PushFailures.one(random) : null,
                "Offer " + Long.toString(action, 36));
    }

    /** Batches of a day before birth, and of a minute since. */
    private long action(Instant appears, boolean old) {
        return old
                ? Duration.between(bornAt.minus(BEFORE), appears).dividedBy(OLD_ACTION)
                : 100 + Duration.between(bornAt, appears).dividedBy(NEW_ACTION) % 900;
    }

    private @Nullable Failure failure(SplittableRandom random, PushListRow row, Instant shown) {
        return row.error() == 0 && SeededRandom.happens(random, TURNING)
                ? new Failure(later(random, shown), row.failed(PushFailures.one(random)))
                : null;
    }

    /** A time in the life, after another. */
    private Instant later(SplittableRandom random, Instant time) {
        var settled = bornAt.plusMillis((long) (SETTLED * life.toMillis()));
        var left = Duration.between(time, settled).toMillis();
        return time.plusMillis((long) (random.nextDouble(FROM, 1) * left));
    }
}
