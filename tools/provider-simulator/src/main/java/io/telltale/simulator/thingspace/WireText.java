package io.telltale.simulator.thingspace;

import io.telltale.simulator.json.RawBytes;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the bodies that carry texts of devices: mostly in UTF-8, some in another charset. */
@Singleton
public record WireText(Switches switches, SimulatorSettings settings) {

    private static final List<Charset> OTHERS =
            List.of(
                    Charset.forName("windows-1251"),
                    Charset.forName("ISO-8859-15"),
                    StandardCharsets.UTF_16BE);

    /** A body and its {@code Content-Type}. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Written(byte[] body, String contentType) {}

    /**
     * Writes a body that is JSON in UTF-8, or almost.
     *
     * @param place decides about the charset, together with the seed; the same every time
     */
    public Written of(byte[] json, long place) {
        var random = SeededRandom.of(settings.seed(), 9, place);
        if (random.nextDouble() >= switches.quirks().wire().otherCharset()) {
            return new Written(RawBytes.written(json), "application/json");
        }
        var other = OTHERS.get(random.nextInt(OTHERS.size()));
        var encoded = RawBytes.written(json, other);
        return new Written(encoded.body(), "application/json;charset=" + encoded.charset().name());
    }
}
