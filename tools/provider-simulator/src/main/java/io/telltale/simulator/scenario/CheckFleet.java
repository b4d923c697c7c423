package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The fleet by which facts are compared: 20,000 campaign devices in 4 campaigns, 10,000 messages of
 * 5,000 devices with 200 twins among them, half of them also offered live, 1,000 histories of which
 * 20 are longer than one callback, 20,000 pushes in 3 campaigns of 2 projects, and 1,000 commands
 * to 100 devices. It changes for its life and never after.
 */
public final class CheckFleet {

    /**
     * One for each partition when partitions are four: murmur2 of {@code thingspace.<account>},
     * positive, modulo 4, is 1, 0, 2 and 3. So two pollers own accounts each.
     */
    static final List<String> ACCOUNTS =
            List.of("0000123456-00001", "0000123456-00003", "0000123456-00004", "0000123456-00005");

    private static final int CAMPAIGN_DEVICES = 5_000;
    private static final long FIRST_IMEI = 350_000_010_000_001L;
    private static final long IMEIS_BETWEEN = 100_000;
    private static final double LEAVING = 0.008;
    private static final double ODD = 0.05;
    private static final int MESSAGES = 2_500;
    private static final int MESSAGE_DEVICES = 1_250;
    private static final int TWINS = 50;
    private static final int LIVE = 1_250;
    private static final int HISTORIES = 250;
    private static final int LONG_HISTORIES = 5;
    private static final int PUSH_TARGETS = 3_000;
    private static final int GRAPH_DEVICES = 100;
    private static final int COMMANDS_EACH = 10;

    private final long seed;
    private final Instant bornAt;
    private final Duration life;

    private CheckFleet(long seed, Instant bornAt, Duration life) {
        this.seed = seed;
        this.bornAt = bornAt;
        this.life = life;
    }

    /** The fleet of a seed. */
    public static Fleet of(long seed, Instant bornAt, Duration life) {
        var check = new CheckFleet(seed, bornAt, life);
        return new Fleet(
                IntStream.range(0, ACCOUNTS.size()).mapToObj(check::account).toList(),
                new CheckProjects(seed, PUSH_TARGETS, bornAt, life)
                        .of(new CheckProjects.Size(13_400, 67), new CheckProjects.Size(6_600, 33)),
                CheckCommands.account(seed, GRAPH_DEVICES, COMMANDS_EACH, bornAt, life),
                bornAt,
                Optional.of(bornAt.plus(life)));
    }

    private ThingSpaceAccount account(int place) {
        var campaigns = List.of(campaign(place));
        return new ThingSpaceAccount(
                ACCOUNTS.get(place),
                _ -> campaigns,
                new CheckHistories(seed, place, HISTORIES, LONG_HISTORIES, bornAt),
                List.of(),
                new CheckMessages(seed, place, MESSAGES, MESSAGE_DEVICES, TWINS, LIVE, bornAt, life)
                        .flow());
    }

    /** v2 and v3 in turn; the last is on demand and is never queued. */
    private Campaign campaign(int place) {
        var v3 = place % 2 == 1;
        var start = bornAt.atZone(ZoneOffset.UTC).toLocalDate();
        return new Campaign(
                SeededRandom.uuid(SeededRandom.of(seed, 0, place)).toString(),
                v3 ? "v3" : "v2",
                FIRST_IMEI + place * IMEIS_BETWEEN,
                CAMPAIGN_DEVICES,
                new CampaignContent("Check " + (place + 1), "FW-01", "FW-02", "Verizon", "Model-A"),
                CampaignSchedule.between(
                        bornAt, bornAt.plus(life), start, start.plusWeeks(1), place == 3),
                new UpgradeCourse(seed, place, v3, bornAt, life, LEAVING, 0, ODD));
    }
}
