package io.telltale.simulator;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.FleetBirth;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.settings.SimulatorSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;

/** Makes the parts that need more than their constructor. */
@Factory
final class SimulatorFactory {

    @Singleton
    @Bean(preDestroy = "close")
    Journal journal(SimulatorSettings settings) throws IOException {
        return Journal.open(settings.folder());
    }

    @Singleton
    Fleet fleet(Journal journal, SimulatorSettings settings, Clock clock) {
        return FleetBirth.of(journal, settings, clock).populate(settings.devices());
    }

    @Singleton
    Credentials credentials(SimulatorSettings settings) {
        return settings.credentials();
    }
}
