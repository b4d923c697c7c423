package io.telltale.simulator.scenario.push;

import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * The pushes of a project: some fail at once, some turn out later to have failed, some are deleted.
 * A row is calculated when it is read. No two rows have the same action, target and time while
 * there are more targets than pushes in a second.
 *
 * @param project separates projects of one seed, and their ids
 * @param old when the pushes are created that are listed at birth
 * @param since when the others are created
 * @param bornAt when the old ones appear
 * @param targets how many devices, and as many profiles, are sent to
 * @param settles by when a row is as it stays, from the time of its appearance
 * @param before rows that are there already, and stay
 */
public record PushPlan(
        long seed,
        int project,
        Timetable old,
        Timetable since,
        Instant bornAt,
        int targets,
        Campaigns campaigns,
        Shares shares,
        UnaryOperator<Instant> settles,
        List<PushListRow> before)
        implements PushProject.Pushes {

    private static final long IDS = 1_000_000;
    private static final int ACTIONS = 1_000;
    private static final int ACTIONS_BEFORE_BIRTH = 100;
    private static final List<String> FAILURES =
            List.of("Not personalized", "DEVICE_UNREGISTERED", "Application is Uninstalled");

    public PushPlan {
        before = List.copyOf(before);
    }

    /**
     * The campaigns that pushes belong to.
     *
     * @param first id
     * @param count taken in turn; 0 for another one every day of the life
     * @param actionEvery time after which another action begins
     */
    public record Campaigns(long first, int count, Duration actionEvery) {}

    /**
     * Shares of rows, 0 to 1.
     *
     * @param failing of rows that fail at once
     * @param turning of rows that turn out later to have failed
     * @param toProfileOnly of rows without device
     * @param withProfileToo of the others, rows that have a profile as well
     * @param deletedEvery one row in this many is deleted; 0 for none
     */
    public record Shares(
            double failing,
            double turning,
            double toProfileOnly,
            double withProfileToo,
            int deletedEvery) {}

    /** Rows behind those that were there before, each calculated when it is read. */
    private static final class View extends AbstractList<PushListRow> implements RandomAccess {

        private final PushPlan plan;
        private final long[] turns;
        private final Instant now;

        private View(PushPlan plan, long[] turns, Instant now) {
            this.plan = plan;
            this.turns = turns;
            this.now = now;
        }

        @Override
        public PushListRow get(int index) {
            var size = plan.before.size();
            return index < size ? plan.before.get(index) : plan.row(turns[index - size], now);
        }

        @Override
        public int size() {
            return plan.before.size() + turns.length;
        }
    }

    @Override
    public List<PushListRow> at(Instant now) {
        var since = this.since.listed(now).map(turn -> old.count() + turn);
        var turns =
                LongStream.concat(
                                now.isBefore(bornAt) ? LongStream.empty() : old.listed(now), since)
                        .filter(turn -> !isGone(turn, now))
                        .toArray();
        return new View(this, turns, now);
    }

    private Instant created(long turn) {
        return turn < old.count() ? old.at(turn) : since.at(turn - old.count());
    }

    /** A drawn time between a row's appearance and that by which it settles. */
    private Instant changes(SplittableRandom random, Instant created) {
        var shown = created.isBefore(bornAt) ? bornAt : created;
        var millis = Duration.between(shown, settles.apply(shown)).toMillis();
        return shown.plusMillis((long) (random.nextDouble(0.01, 1) * millis));
    }

    private boolean isGone(long turn, Instant now) {
        var every = shares.deletedEvery();
        return every > 0
                && turn % every == every / 2
                && !now.isBefore(changes(SeededRandom.of(seed, 31, project, turn), created(turn)));
    }

    private PushListRow row(long turn, Instant now) {
        var random = SeededRandom.of(seed, 30, project, turn);
        var created = created(turn);
        var fate = random.nextDouble();
        var turned = !now.isBefore(changes(random, created));
        var fails =
                fate < shares.failing() || (turned && fate < shares.failing() + shares.turning());
        var profileOnly = SeededRandom.happens(random, shares.toProfileOnly());
        var profileToo = SeededRandom.happens(random, shares.withProfileToo());
        var target = turn % targets;
        var campaign = campaign(turn, created);
        var action = campaign * ACTIONS + action(created);
        return new PushListRow(
                (project + 1) * IDS + turn,
                action,
                campaign,
                created.getEpochSecond(),
                profileOnly ? null : (project + 17) * IDS + target,
                profileOnly || profileToo ? (project + 57) * IDS + target : null,
                fails ? 1 : 0,
                fails ? SeededRandom.oneOf(random, FAILURES) : null,
                "Offer " + Long.toString(action, 36));
    }

    private long campaign(long turn, Instant created) {
        return campaigns.first()
                + (campaigns.count() > 0
                        ? turn % campaigns.count()
                        : Duration.between(bornAt, created).toDays());
    }

    /** The number of an action in its campaign: one a day before birth, then at equal distances. */
    private long action(Instant created) {
        return created.isBefore(bornAt)
                ? Duration.between(old.start(), created).toDays()
                : ACTIONS_BEFORE_BIRTH
                        + Duration.between(bornAt, created).dividedBy(campaigns.actionEvery())
                                % (ACTIONS - ACTIONS_BEFORE_BIRTH);
    }
}
