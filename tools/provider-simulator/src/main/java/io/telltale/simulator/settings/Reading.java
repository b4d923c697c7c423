package io.telltale.simulator.settings;

import java.util.List;

/** The outcome of reading the configuration: usable, or everything that is wrong with it. */
public sealed interface Reading {

    record Valid(Settings settings) implements Reading {}

    record Faulty(List<String> faults) implements Reading {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
