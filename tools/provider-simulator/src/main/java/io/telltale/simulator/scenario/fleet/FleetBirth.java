package io.telltale.simulator.scenario.fleet;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.settings.FleetKind;
import io.telltale.simulator.settings.SimulatorSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The start of a fleet; in the journal, so that a restart goes on with the same fleet. */
public record FleetBirth(Instant at, FleetKind fleet, long seed, Duration life) {

    private static final String BORN = "fleet-born";

    /**
     * The birth in the journal, or one now.
     *
     * @throws IllegalStateException when the journal is of another fleet
     */
    public static FleetBirth of(Journal journal, SimulatorSettings settings, Clock clock) {
        var now =
                new FleetBirth(
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        settings.fleet(),
                        settings.seed(),
                        settings.life());
        var known = journal.replay(BORN, FleetBirth.class);
        if (known.isEmpty()) {
            journal.append(new Journal.Entry(BORN, now));
            return now;
        }
        var before = known.getFirst();
        if (before.fleet() != now.fleet()
                || (now.fleet().isOfGivenLife()
                        && (before.seed() != now.seed() || !before.life().equals(now.life())))) {
            throw new IllegalStateException(
                    "the data folder holds the fleet %s of seed %d and life %s; give the same, or another folder"
                            .formatted(before.fleet(), before.seed(), before.life()));
        }
        return before;
    }

    /**
     * The fleet of this birth.
     *
     * @param devices living devices beside the still fleet
     */
    public Fleet populate(int devices) {
        return switch (fleet) {
            case STILL -> {
                var examples = StillFleet.load(at);
                yield devices == 0 ? examples : new LivingFleet(seed, devices, at).beside(examples);
            }
            case CHECK -> CheckFleet.of(seed, at, life);
            case STREAMS -> StreamsFleet.of(seed, at, life);
            case CLUSTER -> StreamsFleet.fifthOf(seed, at, life);
        };
    }
}
