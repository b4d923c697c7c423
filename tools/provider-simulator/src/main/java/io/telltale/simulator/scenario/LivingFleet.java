package io.telltale.simulator.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Any number of devices that live without end beside the published examples, in the first account:
 * everything about them follows from the seed, their place and the time.
 */
final class LivingFleet {

    private LivingFleet() {}

    static Fleet of(long seed, int devices, Instant bornAt, StillFleet still) {
        var examples = still.fleet(bornAt);
        var accounts = new ArrayList<>(examples.thingSpace());
        accounts.set(0, account(seed, new LivingDevices(devices), bornAt, accounts.getFirst()));
        return new Fleet(
                accounts, examples.xtremepush(), examples.graph(), bornAt, Optional.empty());
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
