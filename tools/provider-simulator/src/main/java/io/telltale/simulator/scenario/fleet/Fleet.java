package io.telltale.simulator.scenario.fleet;

import io.telltale.simulator.scenario.command.GraphAccount;
import io.telltale.simulator.scenario.push.PushProject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The devices at the simulated providers, with all their facts as they are at each time.
 *
 * @param bornAt when it began
 * @param endsAt when its last change happens; empty when it never changes or never ends
 */
public record Fleet(
        List<ThingSpaceAccount> thingSpace,
        List<PushProject> xtremepush,
        GraphAccount graph,
        Instant bornAt,
        Optional<Instant> endsAt) {

    public Fleet {
        thingSpace = List.copyOf(thingSpace);
        xtremepush = List.copyOf(xtremepush);
    }

    public Optional<ThingSpaceAccount> thingSpaceAccount(String name) {
        return thingSpace.stream().filter(account -> account.name().equals(name)).findFirst();
    }
}
