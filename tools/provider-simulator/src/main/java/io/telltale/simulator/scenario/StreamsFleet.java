package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The fleet by which it is compared who is who: 4,000 campaign devices in 4 campaigns, 600 of which
 * have SIMs that send 6,000 messages, some live as well; 200 SIMs have a history that tells their
 * messages once more. One SIM in four moves to another device, before birth or within the life, and
 * some move back. Beside them 5,000 pushes in 3 campaigns of 2 projects, and 200 commands to 100
 * devices. It changes for its life and never after.
 */
public final class StreamsFleet {

    private static final int CAMPAIGN_DEVICES = 1_000;
    private static final double LEAVING = 0.01;
    private static final double JOINING = 0.01;
    private static final int SIMS = 150;
    private static final int MESSAGES_EACH = 10;
    private static final int HISTORIES = 50;
    private static final int PUSH_TARGETS = 800;
    private static final int GRAPH_DEVICES = 100;
    private static final int COMMANDS_EACH = 2;

    private final long seed;
    private final Instant bornAt;
    private final Duration life;

    private StreamsFleet(long seed, Instant bornAt, Duration life) {
        this.seed = seed;
        this.bornAt = bornAt;
        this.life = life;
    }

    /** The fleet of a seed. */
    public static Fleet of(long seed, Instant bornAt, Duration life) {
        var fleet = new StreamsFleet(seed, bornAt, life);
        return new Fleet(
                IntStream.range(0, CheckFleet.ACCOUNTS.size()).mapToObj(fleet::account).toList(),
                new CheckProjects(seed, PUSH_TARGETS, bornAt, life)
                        .of(new CheckProjects.Size(3_350, 17), new CheckProjects.Size(1_650, 8)),
                CheckCommands.account(seed, GRAPH_DEVICES, COMMANDS_EACH, bornAt, life),
                bornAt,
                Optional.of(bornAt.plus(life)));
    }

    private ThingSpaceAccount account(int place) {
        var campaigns = List.of(campaign(place));
        var sims = new MovingSims(seed, place, SIMS, bornAt, life);
        var messages = new MovingMessages(sims, MESSAGES_EACH).sent();
        return new ThingSpaceAccount(
                CheckFleet.ACCOUNTS.get(place),
                _ -> campaigns,
                new MovingHistories(sims, HISTORIES, messages),
                List.of(),
                new MessageFlow.Planned(
                        messages.stream().map(MovingMessages.Sent::message).toList(), SIMS));
    }

    /** v2 and v3 in turn; the first devices of each are those that have the SIMs. */
    private Campaign campaign(int place) {
        var v3 = place % 2 == 1;
        var start = bornAt.atZone(ZoneOffset.UTC).toLocalDate();
        return new Campaign(
                SeededRandom.uuid(SeededRandom.of(seed, 50, place)).toString(),
                v3 ? "v3" : "v2",
                MovingSims.firstImei(place),
                CAMPAIGN_DEVICES,
                new CampaignContent(
                        "Moving " + (place + 1), "FW-01", "FW-02", "Verizon", "Model-A"),
                CampaignSchedule.between(
                        bornAt, bornAt.plus(life), start, start.plusWeeks(1), place == 3),
                new UpgradeCourse(seed, 50 + place, v3, bornAt, life, LEAVING, JOINING, 0));
    }
}
