package io.telltale.simulator.thingspace.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.odd.OddIds;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.HistoryQuirks.FaultForm;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.callback.CallbackCourier;
import io.telltale.simulator.thingspace.callback.PendingCallback;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What follows a request for a history: its events, or a fault, and at times more than that. */
@Singleton
final class HistoryCallbacks {

    static final String SERVICE = "DeviceService";

    private final HistoryFacts histories;
    private final Ledger ledger;
    private final CallbackCourier courier;
    private final Switches switches;
    private final Clock clock;
    private final long seed;

    HistoryCallbacks(
            HistoryFacts histories,
            Ledger ledger,
            CallbackCourier courier,
            Switches switches,
            Clock clock,
            SimulatorSettings settings) {
        this.histories = histories;
        this.ledger = ledger;
        this.courier = courier;
        this.switches = switches;
        this.clock = clock;
        this.seed = settings.seed();
    }

    /** Promises the events of a window; the request id is answered. */
    String promise(long number, ThingSpaceAccount account, SmsHistoryRequest asked) {
        var quirks = switches.quirks().history();
        var device = histories.answered(account, asked.deviceId());
        var facts = histories.of(account, asked, device);
        var rows =
                ledger.tell(
                        HistoryFacts.source(account),
                        Channel.CALLBACK,
                        number,
                        facts.stream().map(HistoryFacts.Told::fact).toList());
        var events = facts.stream().map(HistoryFacts.Told::event).toList();
        var random = SeededRandom.of(seed, 5, number);
        var early = random.nextDouble() < quirks.callbackBeforeAnswer();
        if (random.nextDouble() < quirks.unknownRequestId()) {
            var named = HistoryBody.of(device, events, quirks);
            courier.owe(owed(account, rows, named, false));
        }
        var unnamed =
                random.nextDouble() < quirks.unnamedHistory() && device.names(asked.deviceId());
        var written = unnamed ? OddIds.named(random, device) : device;
        var members = HistoryBody.of(written, events, quirks);
        var owed = owed(account, rows, members, quirks.redeliverHistory());
        if (early) {
            courier.tellAtOnce(owed);
        } else {
            courier.owe(owed);
        }
        return owed.id();
    }

    /** Promises a fault for a device that the account does not have. */
    String promiseFault(long number, ThingSpaceAccount account, DeviceId device) {
        var fault =
                Map.of(
                        "faultcode",
                        "DeviceService.REQUEST_FAILED.DeviceNotFound",
                        "faultstring",
                        "The device was not found; request " + number + ".");
        var members = new LinkedHashMap<String, Object>();
        members.put("deviceIds", List.of(device));
        if (switches.quirks().history().faultForm() == FaultForm.NESTED) {
            members.put("deviceResponse", Map.of("faultResponse", fault));
        } else {
            members.put("faultResponse", fault);
        }
        members.put("status", "Failed");
        var owed = owed(account, List.of(), SimulatorJson.object(members), false);
        courier.owe(owed);
        return owed.id();
    }

    private PendingCallback owed(
            ThingSpaceAccount account, List<Long> rows, ObjectNode members, boolean repeats) {
        var id = UUID.randomUUID().toString();
        return new PendingCallback(
                id, id, account.name(), SERVICE, rows, members, repeats, 0, clock.instant());
    }
}
