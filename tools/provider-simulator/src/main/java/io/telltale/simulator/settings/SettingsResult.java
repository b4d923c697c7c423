package io.telltale.simulator.settings;

import java.util.List;

/** The outcome of reading the configuration: usable, or everything that is wrong with it. */
public sealed interface SettingsResult {

    record Valid(SimulatorSettings settings) implements SettingsResult {}

    record Faulty(List<String> faults) implements SettingsResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
