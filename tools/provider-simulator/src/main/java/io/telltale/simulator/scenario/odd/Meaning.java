package io.telltale.simulator.scenario.odd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ids and the time that can be read out of a row that is written oddly.
 *
 * @param devices the readable ids, {@code kind:value} in one spelling, sorted as text; empty where
 *     the ids are those of the row as they are
 * @param time null where the row has none that can be read
 */
public record Meaning(List<String> devices, @Nullable Instant time) {

    public Meaning {
        devices = devices.stream().distinct().sorted().toList();
    }

    /**
     * A fact of the ledger: the members of a row, with {@code meant} behind them where the row is
     * odd.
     */
    public static ObjectNode beside(ObjectNode members, @Nullable Meaning meaning) {
        return meaning == null ? members : members.set("meant", SimulatorJson.tree(meaning));
    }
}
