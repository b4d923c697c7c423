package io.telltale.simulator.thingspace.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.json.RawBytes;
import io.telltale.simulator.ledger.CurrentFacts;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.FactSource;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.odd.Meaning;
import io.telltale.simulator.scenario.sms.Histories;
import io.telltale.simulator.scenario.sms.Histories.Dated;
import io.telltale.simulator.scenario.sms.SmsEvent;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of SMS histories as facts: which a request tells, and which are there now. */
@Singleton
final class HistoryFacts implements CurrentFacts {

    /** In one callback. */
    private static final int MOST_EVENTS = 500;

    private final Fleet fleet;
    private final Switches switches;
    private final Clock clock;
    private final long seed;

    HistoryFacts(Fleet fleet, Switches switches, Clock clock, SimulatorSettings settings) {
        this.fleet = fleet;
        this.switches = switches;
        this.clock = clock;
        this.seed = settings.seed();
    }

    /** An event and the fact it is. */
    record Told(SmsEvent event, Fact fact) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Content(
            DeviceId deviceId,
            @Nullable JsonNode timestamp,
            String smsType,
            @Nullable String sentTo,
            @Nullable String sentFrom,
            String message,
            String encoding,
            String deliveryStatus,
            @Nullable Meaning meant) {

        static Content of(DeviceId device, Dated dated) {
            var event = dated.event();
            return new Content(
                    device,
                    event.timestamp(),
                    event.smsType(),
                    event.sentTo(),
                    event.sentFrom(),
                    RawBytes.meant(event.message()),
                    event.encoding(),
                    event.deliveryStatus(),
                    dated.meaning());
        }
    }

    static FactSource source(ThingSpaceAccount account) {
        return new FactSource(SystemName.THINGSPACE_SMS_HISTORY, account.name());
    }

    /** The id under which a device is answered: the one asked for, or another by the quirk. */
    DeviceId answered(ThingSpaceAccount account, DeviceId asked) {
        return account
                .histories()
                .of(asked)
                .map(Histories.SmsHistory::ids)
                .filter(this::isElsewhere)
                .stream()
                .flatMap(List::stream)
                .filter(id -> !id.names(asked))
                .findFirst()
                .orElse(asked);
    }

    private boolean isElsewhere(List<DeviceId> ids) {
        return SeededRandom.of(seed, 12, ids.getFirst().id().hashCode()).nextDouble()
                < switches.quirks().history().historyUnderOtherId();
    }

    /** The first events of a window, oldest first; an event is known by its key. */
    List<Told> of(ThingSpaceAccount account, SmsHistoryRequest asked, DeviceId answered) {
        var now = clock.instant();
        var begins = begins(now);
        var told = new ArrayList<Told>();
        for (var dated : events(account, asked.deviceId(), now)) {
            var time = dated.time();
            if (asked.includes(time) && time.isAfter(begins) && told.size() < MOST_EVENTS) {
                var identity = answered.id() + "/" + dated.key();
                told.add(new Told(dated.event(), new Fact(identity, Content.of(answered, dated))));
            }
        }
        return told;
    }

    @Override
    public Set<SystemName> systems() {
        return Set.of(SystemName.THINGSPACE_SMS_HISTORY);
    }

    @Override
    public Stream<Current> now() {
        var now = clock.instant();
        return fleet.thingSpace().stream()
                .flatMap(account ->
                        account.histories().known().flatMap(device -> now(account, device, now)));
    }

    private Stream<Current> now(ThingSpaceAccount account, DeviceId device, Instant now) {
        var begins = begins(now);
        var answered = answered(account, device);
        return events(account, device, now).stream()
                .filter(dated -> dated.time().isAfter(begins))
                .map(dated -> new Current(source(account), Content.of(answered, dated)));
    }

    private Instant begins(Instant now) {
        var horizon = switches.quirks().history().historyHorizon();
        return horizon == null ? Instant.MIN : now.minus(horizon);
    }

    private static List<Dated> events(ThingSpaceAccount account, DeviceId device, Instant now) {
        return account.histories()
                .of(device)
                .map((Histories.SmsHistory history) -> history.events(now))
                .orElseGet(List::of);
    }
}
