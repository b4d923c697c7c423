package io.telltale.simulator.switches;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.settings.SimulatorSettings;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The quirks and faults in force. They last as long as the process: a restart begins without. */
@Singleton
public final class Switches {

    private final Quirks initialQuirks;
    private volatile Quirks quirks;
    private volatile Faults faults = Faults.NONE;

    Switches(SimulatorSettings settings) {
        this.initialQuirks = Quirks.initially(settings);
        this.quirks = initialQuirks;
    }

    public Quirks quirks() {
        return quirks;
    }

    public Faults faults() {
        return faults;
    }

    /**
     * Replaces all quirks; those left out get their initial value.
     *
     * @return what is wrong with the request, in which case nothing has changed
     */
    public Optional<String> setQuirks(JsonNode wanted) {
        return set(wanted, initialQuirks.flat(), flat -> quirks = Quirks.ofFlat(flat));
    }

    /**
     * Replaces all faults; those left out are off.
     *
     * @return what is wrong with the request, in which case nothing has changed
     */
    public Optional<String> setFaults(JsonNode wanted) {
        return set(
                wanted,
                SimulatorJson.object(Faults.NONE),
                merged -> faults = SimulatorJson.fit(merged, Faults.class));
    }

    /** The quirks in force, as one flat object. */
    public ObjectNode quirksAsJson() {
        return quirks.flat();
    }

    /** Takes a whole set of switches. */
    private interface Taker {
        void take(ObjectNode merged) throws JsonProcessingException;
    }

    private static Optional<String> set(JsonNode wanted, ObjectNode merged, Taker taker) {
        if (!(wanted instanceof ObjectNode given)) {
            return Optional.of("expected a JSON object");
        }
        var known = new TreeSet<>(names(merged));
        var unknown = names(given).stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            return Optional.of("unknown: %s; known: %s".formatted(unknown, known));
        }
        merged.setAll(given);
        try {
            taker.take(merged);
            return Optional.empty();
        } catch (ValueInstantiationException e) {
            return Optional.ofNullable(e.getCause())
                    .map(Throwable::getMessage)
                    .or(() -> Optional.of(e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            return Optional.of(e.getOriginalMessage());
        }
    }

    private static List<String> names(ObjectNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
