package io.telltale.simulator.switches;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.settings.SimulatorSettings;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** The quirks and faults in force. They last as long as the process: a restart begins without. */
@Singleton
public final class Switches {

    private final ObjectNode initialQuirks;
    private volatile Quirks quirks;
    private volatile Faults faults = Faults.NONE;

    Switches(SimulatorSettings settings) throws JsonProcessingException {
        this.initialQuirks = Quirks.initial(settings);
        this.quirks = SimulatorJson.fit(initialQuirks, Quirks.class);
    }

    public Quirks quirks() {
        return quirks;
    }

    public Faults faults() {
        return faults;
    }

    /**
     * Replaces all quirks; each missing one gets its initial value.
     *
     * @return what is wrong with the request, in which case nothing has changed
     */
    public Optional<String> setQuirks(JsonNode wanted) {
        return set(wanted, initialQuirks, Quirks.class, Quirks::fault, read -> quirks = read);
    }

    /**
     * Replaces all faults; each missing one is off.
     *
     * @return what is wrong with the request, in which case nothing has changed
     */
    public Optional<String> setFaults(JsonNode wanted) {
        var none = SimulatorJson.object(Faults.NONE);
        return set(wanted, none, Faults.class, Checks::faultOf, read -> faults = read);
    }

    private static <T> Optional<String> set(
            JsonNode wanted,
            ObjectNode initial,
            Class<T> type,
            Function<T, Optional<String>> check,
            Consumer<T> taker) {
        if (!(wanted instanceof ObjectNode given)) {
            return Optional.of("expected a JSON object");
        }
        var known = new TreeSet<String>();
        initial.fieldNames().forEachRemaining(known::add);
        var unknown =
                given.propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !known.contains(name))
                        .toList();
        if (!unknown.isEmpty()) {
            return Optional.of("unknown: %s; known: %s".formatted(unknown, known));
        }
        try {
            var read = SimulatorJson.fit(initial.deepCopy().setAll(given), type);
            var fault = check.apply(read);
            if (fault.isEmpty()) {
                taker.accept(read);
            }
            return fault;
        } catch (JsonProcessingException e) {
            return Optional.of(e.getOriginalMessage());
        }
    }
}
