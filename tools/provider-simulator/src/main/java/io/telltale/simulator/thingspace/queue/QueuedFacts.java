package io.telltale.simulator.thingspace.queue;

import io.telltale.simulator.ledger.CurrentFacts;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.fleet.Fleet;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Stream;

/** The messages that lie in the queues now, as facts. */
@Singleton
record QueuedFacts(Fleet fleet, SmsQueue queue) implements CurrentFacts {

    @Override
    public Set<SystemName> systems() {
        return Set.of(SystemName.THINGSPACE_SMS_QUEUE);
    }

    @Override
    public Stream<Fact> now() {
        return fleet.thingSpace().stream()
                .flatMap(account ->
                        queue.waiting(account.name()).stream()
                                .map(number -> MessageFacts.queued(account, number)));
    }
}
