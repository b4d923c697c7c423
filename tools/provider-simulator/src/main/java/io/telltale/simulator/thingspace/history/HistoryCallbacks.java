package io.telltale.simulator.thingspace.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.odd.OddIds;
import io.telltale.simulator.scenario.sms.Histories.Dated;
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

/** The callbacks of a request for a history: its events or a fault, and some that are unasked. */
@Singleton
record HistoryCallbacks(
        HistoryFacts histories,
        Ledger ledger,
        CallbackCourier courier,
        Switches switches,
        Clock clock,
        SimulatorSettings settings) {

    static final String SERVICE = "DeviceService";

    /** Promises the events of a window; returns the request id. */
    String promise(long number, ThingSpaceAccount account, SmsHistoryRequest asked) {
        var quirks = switches.quirks().history();
        var device = histories.answered(account, asked.deviceId());
        var dated = histories.of(account, asked);
        var facts = dated.stream().map(each -> HistoryFacts.fact(account, device, each)).toList();
        var rows = ledger.add(Channel.CALLBACK, number, facts);
        var events = dated.stream().map(Dated::event).toList();
        var random = SeededRandom.of(settings.seed(), 5, number);
        var early = random.nextDouble() < quirks.callbackBeforeAnswer();
        if (random.nextDouble() < quirks.unknownRequestId()) {
            courier.promise(callback(account, rows, HistoryBody.of(device, events, quirks)));
        }
        var unnamed =
                random.nextDouble() < quirks.unnamedHistory() && device.names(asked.deviceId());
        var written = unnamed ? OddIds.named(random, device) : device;
        var callback = callback(account, rows, HistoryBody.of(written, events, quirks));
        var pending = quirks.redeliverHistory() ? callback.repeated() : callback;
        if (early) {
            courier.sendAtOnce(pending);
        } else {
            courier.promise(pending);
        }
        return pending.id();
    }

    /** Promises a fault for a device that the account does not have; returns the request id. */
    String promiseFault(long number, ThingSpaceAccount account, DeviceId device) {
        var fault =
                Map.of(
                        "faultcode",
                        "DeviceService.REQUEST_FAILED.DeviceNotFound",
                        "faultstring",
                        "The device was not found; request " + number + ".");
        var nested = switches.quirks().history().faultForm() == FaultForm.NESTED;
        var members = new LinkedHashMap<String, Object>();
        members.put("deviceIds", List.of(device));
        members.put(
                nested ? "deviceResponse" : "faultResponse",
                nested ? Map.of("faultResponse", fault) : fault);
        members.put("status", "Failed");
        var callback = callback(account, List.of(), SimulatorJson.object(members));
        courier.promise(callback);
        return callback.id();
    }

    private PendingCallback callback(
            ThingSpaceAccount account, List<Long> rows, ObjectNode members) {
        return PendingCallback.of(account.name(), SERVICE, rows, members, clock.instant());
    }
}
