package io.telltale.simulator.scenario;

import io.telltale.simulator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Everything the simulated providers know about their devices. */
public record Fleet(
        List<ThingSpaceAccount> thingSpace, PushProject xtremepush, GraphAccount graph) {

    public Fleet {
        thingSpace = List.copyOf(thingSpace);
    }

    /** The default fleet: the providers' own published examples, which never change. */
    public static Fleet still() {
        try (var resource = Fleet.class.getResourceAsStream("/still-fleet.json")) {
            return Json.read(
                    Objects.requireNonNull(resource, "still-fleet.json").readAllBytes(),
                    Fleet.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<ThingSpaceAccount> thingSpaceAccount(String name) {
        return thingSpace.stream().filter(account -> account.name().equals(name)).findFirst();
    }

    public Optional<ThingSpaceAccount> accountOf(DeviceId device) {
        return thingSpace.stream().filter(account -> account.has(device)).findFirst();
    }
}
