package io.telltale.simulator.thingspace.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.telltale.simulator.json.RawBytes;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.ledger.CurrentFacts;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.FactSource;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.odd.Meaning;
import io.telltale.simulator.scenario.sms.Histories.Dated;
import io.telltale.simulator.scenario.sms.Histories.SmsHistory;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Events of SMS histories as facts. */
@Singleton
record HistoryFacts(Fleet fleet, Switches switches, Clock clock, SimulatorSettings settings)
        implements CurrentFacts {

    /** In one callback. */
    private static final int MOST_EVENTS = 500;

    static Fact fact(ThingSpaceAccount account, DeviceId device, Dated dated) {
        var members = JsonNodeFactory.instance.objectNode();
        members.set("deviceId", SimulatorJson.tree(device));
        members.setAll(SimulatorJson.object(dated.event()));
        members.put("message", RawBytes.meant(dated.event().message()));
        return new Fact(
                new FactSource(SystemName.THINGSPACE_SMS_HISTORY, account.name()),
                device.id() + "/" + dated.key(),
                Meaning.beside(members, dated.meaning()));
    }

    /** The id under which a device is answered: the one asked for, or another by the quirk. */
    DeviceId answered(ThingSpaceAccount account, DeviceId asked) {
        return account.histories().of(asked).map(SmsHistory::ids).filter(this::isElsewhere).stream()
                .flatMap(List::stream)
                .filter(id -> !id.names(asked))
                .findFirst()
                .orElse(asked);
    }

    private boolean isElsewhere(List<DeviceId> ids) {
        var random = SeededRandom.of(settings.seed(), 12, ids.getFirst().id().hashCode());
        return SeededRandom.happens(random, switches.quirks().history().historyUnderOtherId());
    }

    /** The first events of a window, oldest first. */
    List<Dated> of(ThingSpaceAccount account, SmsHistoryRequest asked) {
        return events(account, asked.deviceId(), clock.instant())
                .filter(dated -> asked.includes(dated.time()))
                .limit(MOST_EVENTS)
                .toList();
    }

    @Override
    public Set<SystemName> systems() {
        return Set.of(SystemName.THINGSPACE_SMS_HISTORY);
    }

    @Override
    public Stream<Fact> now() {
        var now = clock.instant();
        return fleet.thingSpace().stream()
                .flatMap(account ->
                        account.histories().known().flatMap(device -> now(account, device, now)));
    }

    private Stream<Fact> now(ThingSpaceAccount account, DeviceId device, Instant now) {
        var answered = answered(account, device);
        return events(account, device, now).map(dated -> fact(account, answered, dated));
    }

    /** The events of a device that are not older than the history's horizon. */
    private Stream<Dated> events(ThingSpaceAccount account, DeviceId device, Instant now) {
        var horizon = switches.quirks().history().historyHorizon();
        var begins = horizon == null ? Instant.MIN : now.minus(horizon);
        return account.histories().of(device).stream()
                .flatMap(history -> history.events(now).stream())
                .filter(dated -> dated.time().isAfter(begins));
    }
}
