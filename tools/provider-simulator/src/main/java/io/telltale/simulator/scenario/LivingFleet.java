package io.telltale.simulator.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Any number of devices that live without end beside the published examples, in the first account
 * of ThingSpace, the project of Xtremepush and the account of Graph: everything about them follows
 * from the seed, their place and the time.
 */
final class LivingFleet {

    private static final int MOST_GRAPH_DEVICES = 500;

    private LivingFleet() {}

    static Fleet of(long seed, int devices, Instant bornAt, StillFleet still) {
        var examples = still.fleet(bornAt);
        var accounts = new ArrayList<>(examples.thingSpace());
        accounts.set(0, account(seed, new LivingDevices(devices), bornAt, accounts.getFirst()));
        return new Fleet(
                accounts,
                List.of(project(seed, devices, bornAt, examples.xtremepush().getFirst())),
                account(seed, devices, bornAt, examples.graph()),
                bornAt,
                Optional.empty());
    }

    private static PushProject project(
            long seed, int devices, Instant bornAt, PushProject examples) {
        return new PushProject(
                examples.name(),
                examples.access(),
                new LivingPushes(seed, devices, bornAt, examples.pushes().at(bornAt)));
    }

    private static GraphAccount account(
            long seed, int devices, Instant bornAt, GraphAccount examples) {
        var living = GraphDevices.of(seed, Math.min(devices, MOST_GRAPH_DEVICES));
        var all = new ArrayList<>(examples.devices());
        all.addAll(living);
        return new GraphAccount(
                examples.name(),
                all,
                new LivingCommands(seed, living, bornAt, examples.commands()));
    }

    private static ThingSpaceAccount account(
            long seed, LivingDevices who, Instant bornAt, ThingSpaceAccount examples) {
        var messages = new LivingMessages(seed, who, bornAt, examples.messages());
        return new ThingSpaceAccount(
                examples.name(),
                new LivingCampaigns(seed, who, bornAt, examples.campaigns().at(bornAt)),
                new LivingHistories(seed, who, messages, examples.histories()),
                examples.devices(),
                messages);
    }
}
