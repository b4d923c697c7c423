package io.telltale.simulator.scenario;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything the simulated providers know about their devices; what changes is told as it is at a
 * given time.
 *
 * @param bornAt when it began
 * @param endsAt when the last of it has happened; empty when it never changes or never ends
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
