package io.telltale.simulator.scenario.fleet;

import io.telltale.simulator.scenario.Timetable;
import io.telltale.simulator.scenario.campaign.CampaignPlan;
import io.telltale.simulator.scenario.campaign.UpgradeCourse;
import io.telltale.simulator.scenario.command.CommandPlan;
import io.telltale.simulator.scenario.command.GraphAccount;
import io.telltale.simulator.scenario.push.PushPlan;
import io.telltale.simulator.scenario.push.PushProject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The common part of the fleets of checks: four accounts of ThingSpace with a campaign each, two
 * projects of Xtremepush and one account of Graph. They change for their life and never after.
 */
record TimedFleet(long seed, Instant bornAt, Duration life) {

    /**
     * One for each partition when partitions are four: murmur2 of {@code thingspace.<account>},
     * positive, modulo 4, is 1, 0, 2 and 3. So two pollers own accounts each.
     */
    private static final List<String> ACCOUNTS =
            List.of("0000123456-00001", "0000123456-00003", "0000123456-00004", "0000123456-00005");

    private static final int GRAPH_DEVICES = 100;
    private static final Duration BEFORE = Duration.ofDays(30);

    /** Shares of the life between which pushes are created, and by which they are as they stay. */
    private static final double FROM = 0.01;

    private static final double TO = 0.95;
    private static final double SETTLED = 0.98;

    /**
     * The pushes of a project.
     *
     * @param rows at the end of the life
     * @param deleted rows beside them that are gone by then
     */
    record Pushes(int rows, int deleted) {}

    /** Makes the account of a place, 0 to 3. */
    interface Accounts {
        ThingSpaceAccount of(int place, String name);
    }

    /**
     * The whole fleet.
     *
     * @param targets devices of each project that pushes go to
     * @param commandsEach commands to each device of Graph, all of them sent at birth
     */
    Fleet of(Accounts accounts, int targets, Pushes byApptoken, Pushes byClient, int commandsEach) {
        return new Fleet(
                IntStream.range(0, ACCOUNTS.size())
                        .mapToObj(place -> accounts.of(place, ACCOUNTS.get(place)))
                        .toList(),
                List.of(
                        project(0, PushProject.Access.APPTOKEN, targets, byApptoken),
                        project(1, PushProject.Access.CLIENT, targets, byClient)),
                graph(commandsEach),
                bornAt,
                Optional.of(bornAt.plus(life)));
    }

    /** The campaign of an account, for the whole life. */
    CampaignPlan campaign(
            int account,
            long key,
            String name,
            long firstImei,
            long apart,
            int devices,
            UpgradeCourse.Shares shares) {
        return new CampaignPlan(
                seed,
                key,
                name,
                firstImei,
                apart,
                account,
                devices,
                devices,
                Timetable.between(bornAt, bornAt, 1),
                life,
                shares,
                List.of());
    }

    /** The project opened by an apptoken has two campaigns, the other has one. */
    private PushProject project(int place, PushProject.Access access, int targets, Pushes pushes) {
        var all = pushes.rows() + pushes.deleted();
        var old = all * 2 / 3;
        var plan =
                new PushPlan(
                        seed,
                        place,
                        Timetable.between(bornAt.minus(BEFORE), bornAt, old),
                        Timetable.between(after(FROM), after(TO), all - old),
                        bornAt,
                        targets,
                        new PushPlan.Campaigns(
                                501_001 + 1_000L * place, 2 - place, Duration.ofMinutes(1)),
                        new PushPlan.Shares(0.15, 0.05, 0.1, 0.3, all / pushes.deleted()),
                        _ -> after(SETTLED),
                        List.of());
        return new PushProject("check-" + (place + 1), Set.of(access), plan);
    }

    private GraphAccount graph(int commandsEach) {
        var devices =
                IntStream.range(0, GRAPH_DEVICES)
                        .mapToObj(place -> GraphAccount.Device.drawn(seed, place))
                        .toList();
        var atBirth = Timetable.between(bornAt, bornAt, (long) GRAPH_DEVICES * commandsEach);
        return new GraphAccount(
                "demo", devices, new CommandPlan(seed, devices, atBirth, life, _ -> Stream.of()));
    }

    private Instant after(double share) {
        return bornAt.plusMillis((long) (share * life.toMillis()));
    }
}
