package io.telltale.simulator.scenario.fleet;

import io.telltale.simulator.scenario.Timetable;
import io.telltale.simulator.scenario.campaign.Campaign;
import io.telltale.simulator.scenario.campaign.CampaignPlan;
import io.telltale.simulator.scenario.campaign.UpgradeCourse;
import io.telltale.simulator.scenario.command.CommandPlan;
import io.telltale.simulator.scenario.command.GraphAccount;
import io.telltale.simulator.scenario.push.PushPlan;
import io.telltale.simulator.scenario.push.PushProject;
import io.telltale.simulator.scenario.sms.Histories;
import io.telltale.simulator.scenario.sms.IdRange;
import io.telltale.simulator.scenario.sms.LivingHistories;
import io.telltale.simulator.scenario.sms.LivingMessages;
import io.telltale.simulator.scenario.sms.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Any number of devices that live without end beside the published examples: in the first account
 * of ThingSpace, the project of Xtremepush and the account of Graph. Everything about them follows
 * from the seed, their place and the time.
 */
record LivingFleet(long seed, int devices, Instant bornAt) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final long FIRST_IMEI = 860_000_010_000_001L;
    private static final int CAMPAIGN_DEVICES = 5_000;
    private static final int LISTED_HISTORIES = 1_000;
    private static final int DEVICES_FOR_EACH_PUSH = 10;
    private static final int LEAST_PUSHES_A_DAY = 1_440;
    private static final int MOST_GRAPH_DEVICES = 500;

    /** The examples, with the living devices behind them. */
    Fleet beside(Fleet examples) {
        var accounts = new ArrayList<>(examples.thingSpace());
        accounts.set(0, thingSpace(accounts.getFirst()));
        return new Fleet(
                accounts,
                List.of(xtremepush(examples.xtremepush().getFirst())),
                graph(examples.graph()),
                bornAt,
                Optional.empty());
    }

    private ThingSpaceAccount thingSpace(ThingSpaceAccount examples) {
        var population =
                new Population.Calculated(
                        devices,
                        List.of(
                                new IdRange("iccid", "89148000", 12, 0),
                                new IdRange("imei", "", 15, FIRST_IMEI),
                                new IdRange("mdn", "", 10, 6_170_000_000L)));
        var messages = new LivingMessages(seed, population, bornAt, examples.messages());
        var histories = new LivingHistories(seed, messages);
        return new ThingSpaceAccount(
                examples.name(),
                campaigns(examples.campaigns().at(bornAt)),
                new Histories(population, LISTED_HISTORIES, histories, examples.histories()),
                examples.devices(),
                messages);
    }

    private CampaignPlan campaigns(List<Campaign> examples) {
        return new CampaignPlan(
                seed,
                10,
                "Fleet",
                FIRST_IMEI,
                CAMPAIGN_DEVICES,
                0,
                devices,
                CAMPAIGN_DEVICES,
                Timetable.endless(bornAt, DAY, DAY.multipliedBy(2)),
                Duration.ofHours(6),
                new UpgradeCourse.Shares(0.005, 0.02, 0),
                examples);
    }

    private PushProject xtremepush(PushProject examples) {
        var aDay = Math.max(devices / DEVICES_FOR_EACH_PUSH, LEAST_PUSHES_A_DAY);
        var interval = DAY.dividedBy(aDay);
        var pushes =
                new PushPlan(
                        seed,
                        3,
                        Timetable.between(bornAt, bornAt, 0),
                        Timetable.endless(bornAt.plus(interval), interval, WEEK),
                        bornAt,
                        devices,
                        new PushPlan.Campaigns(300_000, 0, Duration.ofHours(1)),
                        new PushPlan.Shares(0.05, 0.03, 0, 0, 0),
                        shown -> shown.plus(Duration.ofHours(1)),
                        examples.pushes().at(bornAt));
        return new PushProject(examples.name(), examples.access(), pushes);
    }

    private GraphAccount graph(GraphAccount examples) {
        var living =
                IntStream.range(0, Math.min(devices, MOST_GRAPH_DEVICES))
                        .mapToObj(place -> GraphAccount.Device.drawn(seed, place))
                        .toList();
        var times = Timetable.endless(bornAt, Duration.ofMinutes(5), WEEK);
        return new GraphAccount(
                examples.name(),
                Stream.concat(examples.devices().stream(), living.stream()).toList(),
                new CommandPlan(seed, living, times, Duration.ofMinutes(30), examples.commands()));
    }
}
