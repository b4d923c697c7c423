package io.telltale.simulator.scenario;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read out of a row that is written oddly; the ledger has it beside the row.
 *
 * @param devices the ids that can be read, {@code kind:value} in one spelling, sorted as text;
 *     empty where the ids are those of the row as they are
 * @param time null where the row has none that can be read
 */
public record Meaning(List<String> devices, @Nullable Instant time) {

    public Meaning {
        devices = devices.stream().distinct().sorted().toList();
    }
}
