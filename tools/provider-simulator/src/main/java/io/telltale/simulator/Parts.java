package io.telltale.simulator;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.scenario.Birth;
import io.telltale.simulator.scenario.Fleet;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.settings.Settings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;

/** Makes the parts that need more than their constructor. */
@Factory
final class Parts {

    @Singleton
    @Bean(preDestroy = "close")
    Journal journal(Settings settings) throws IOException {
        return Journal.open(settings.folder());
    }

    @Singleton
    Fleet fleet(Journal journal, Settings settings, Clock clock) {
        return Birth.of(journal, settings, clock).populate();
    }

    @Singleton
    Credentials credentials(Settings settings) {
        return settings.credentials();
    }
}
