package io.telltale.simulator.scenario;

import io.telltale.simulator.scenario.GraphAccount.Sent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Commands that are as they are. */
record StillCommands(List<Sent> all) implements GraphAccount.Commands {

    StillCommands {
        all = List.copyOf(all);
    }

    @Override
    public Optional<Sent> command(String deviceId, String commandId, Instant now) {
        return all.stream()
                .filter(sent -> sent.deviceId().equals(deviceId))
                .filter(sent -> sent.command().id().equals(commandId))
                .findFirst();
    }

    @Override
    public Stream<Sent> known(Instant now) {
        return all.stream();
    }
}
