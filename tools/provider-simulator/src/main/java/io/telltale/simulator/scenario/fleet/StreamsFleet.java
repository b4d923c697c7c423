package io.telltale.simulator.scenario.fleet;

import io.telltale.simulator.scenario.campaign.UpgradeCourse;
import io.telltale.simulator.scenario.sms.DrawnHistories;
import io.telltale.simulator.scenario.sms.DrawnMessages;
import io.telltale.simulator.scenario.sms.Histories;
import io.telltale.simulator.scenario.sms.Population;
import io.telltale.simulator.scenario.sms.SimHistories;
import io.telltale.simulator.scenario.sms.Sims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The fleet by which identities are compared.
 *
 * <p>It has 4,000 campaign devices in 4 campaigns; 600 of them have SIMs that send 6,000 messages,
 * some live as well; 200 SIMs have a history that repeats their messages. One SIM in four moves to
 * another device, before birth or within the life, and some move back. Beside them 5,000 pushes in
 * 3 campaigns of 2 projects, and 200 commands to 100 devices.
 */
final class StreamsFleet {

    private static final int CAMPAIGN_DEVICES = 1_000;
    private static final int SIMS = 150;
    private static final int MESSAGES_EACH = 10;
    private static final int HISTORIES = 50;

    private StreamsFleet() {}

    /** The whole of it. */
    static Fleet of(long seed, Instant bornAt, Duration life) {
        return of(seed, bornAt, life, 1, 2);
    }

    /** The fifth part of it. */
    static Fleet fifthOf(long seed, Instant bornAt, Duration life) {
        return of(seed, bornAt, life, 5, 1);
    }

    private static Fleet of(long seed, Instant bornAt, Duration life, int parts, int commandsEach) {
        var timed = new TimedFleet(seed, bornAt, life);
        return timed.of(
                (place, name) -> account(timed, place, name, parts),
                800 / parts,
                new TimedFleet.Pushes(3_350 / parts, 17),
                new TimedFleet.Pushes(1_650 / parts, 8),
                commandsEach);
    }

    /** The first devices of the campaign are those that have the SIMs. */
    private static ThingSpaceAccount account(TimedFleet fleet, int place, String name, int parts) {
        var simCount = SIMS / parts;
        var shares = new DrawnMessages.Shares(600 / parts, 500 / parts, 33, 33, 0.45, 0, 0);
        var seed = fleet.seed();
        var sims = new Sims(seed, place, fleet.bornAt(), fleet.life());
        var key = 50L + place;
        var messages =
                new DrawnMessages(
                                seed,
                                key,
                                simCount * MESSAGES_EACH,
                                simCount,
                                fleet.bornAt(),
                                fleet.life(),
                                shares,
                                sims)
                        .all();
        var received =
                new DrawnHistories(
                        seed,
                        key,
                        fleet.bornAt(),
                        12,
                        12,
                        0,
                        0,
                        new DrawnHistories.Shares(0, 0.1, 0, 0));
        return new ThingSpaceAccount(
                name,
                fleet.campaign(
                        place,
                        50,
                        "Moving",
                        Sims.FIRST_IMEI,
                        Sims.IMEIS_APART,
                        CAMPAIGN_DEVICES / parts,
                        new UpgradeCourse.Shares(0.01, 0.01, 0)),
                new Histories(
                        Population.of(
                                IntStream.range(0, HISTORIES / parts)
                                        .mapToObj(sims::historyIds)
                                        .toList()),
                        HISTORIES / parts,
                        new SimHistories(seed, key, received, messages),
                        null),
                List.of(),
                DrawnMessages.flow(messages, simCount));
    }
}
