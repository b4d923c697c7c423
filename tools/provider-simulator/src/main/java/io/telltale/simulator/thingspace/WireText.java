package io.telltale.simulator.thingspace;

import io.telltale.simulator.json.RawBytes;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the bodies that carry texts of devices: mostly in UTF-8, at times in another charset. */
@Singleton
public final class WireText {

    private static final List<Charset> OTHERS =
            List.of(
                    Charset.forName("windows-1251"),
                    Charset.forName("ISO-8859-15"),
                    StandardCharsets.UTF_16BE);

    private final Switches switches;
    private final long seed;

    WireText(Switches switches, SimulatorSettings settings) {
        this.switches = switches;
        this.seed = settings.seed();
    }

    /** A body and what its {@code Content-Type} says. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Written(byte[] body, String contentType) {}

    /**
     * Writes a body.
     *
     * @param place decides about the charset, together with the seed; the same every time
     */
    public Written of(Object value, long place) {
        return ofJson(SimulatorJson.bytes(value), place);
    }

    /** Writes a body that is JSON in UTF-8, or almost. */
    public Written ofJson(byte[] json, long place) {
        var random = SeededRandom.of(seed, 9, place);
        if (random.nextDouble() >= switches.quirks().wire().otherCharset()) {
            return new Written(RawBytes.written(json), "application/json");
        }
        var other = OTHERS.get(random.nextInt(OTHERS.size()));
        var encoded = RawBytes.written(json, other);
        return new Written(encoded.body(), "application/json;charset=" + encoded.charset().name());
    }
}
