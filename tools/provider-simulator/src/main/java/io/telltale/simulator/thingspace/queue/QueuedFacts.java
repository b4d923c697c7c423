package io.telltale.simulator.thingspace.queue;

import io.telltale.simulator.ledger.CurrentFacts;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.fleet.Fleet;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Stream;

/** The messages that lie in the queues now, as facts. */
@Singleton
final class QueuedFacts implements CurrentFacts {

    private final Fleet fleet;
    private final SmsQueue queue;

    QueuedFacts(Fleet fleet, SmsQueue queue) {
        this.fleet = fleet;
        this.queue = queue;
    }

    @Override
    public Set<SystemName> systems() {
        return Set.of(SystemName.THINGSPACE_SMS_QUEUE);
    }

    @Override
    public Stream<Current> now() {
        return fleet.thingSpace().stream()
                .flatMap(account ->
                        queue.waiting(account.name()).stream()
                                .map(number -> account.messages().message(number))
                                .map(MessageFacts.Queued::of)
                                .map(content ->
                                        new Current(MessageFacts.source(account.name()), content)));
    }
}
