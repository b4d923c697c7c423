package io.telltale.streams.run;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRef;
import io.telltale.schemas.settings.Settings;
import io.telltale.streams.identity.Junk;
import io.telltale.streams.topology.GraphSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What only this service needs.
 *
 * @param data folder for everything kept on disk; the stores lie in {@code streams/}
 * @param graph what may be set of the graph's rules
 */
public record StreamsSettings(Path data, GraphSettings graph) {

    private static final GraphSettings USUAL = GraphSettings.USUAL;

    /**
     * Reads {@code TELLTALE_DATA}, {@code TELLTALE_JUNK_REFS}, {@code TELLTALE_ROWS_KEPT} and
     * {@code TELLTALE_STUCK_AFTER}.
     */
    public static StreamsSettings read(Settings settings) {
        return new StreamsSettings(
                settings.path("TELLTALE_DATA"),
                new GraphSettings(
                        new Junk(junk(settings)),
                        settings.duration(
                                "TELLTALE_ROWS_KEPT",
                                USUAL.rowsKept(),
                                Duration.ofDays(1),
                                Duration.ofDays(3_650)),
                        settings.duration(
                                "TELLTALE_STUCK_AFTER",
                                USUAL.stuckAfter(),
                                Duration.ofMinutes(1),
                                Duration.ofDays(365))));
    }

    private static Set<DeviceRef> junk(Settings settings) {
        var refs = new HashSet<DeviceRef>();
        for (var text : settings.list("TELLTALE_JUNK_REFS")) {
            try {
                refs.add(DeviceRef.parse(text));
            } catch (MalformedRef e) {
                settings.fault("TELLTALE_JUNK_REFS", "refs parted by commas", text, text);
            }
        }
        return refs;
    }

    /** Where Kafka Streams keeps its stores. */
    Path stores() {
        return data.resolve("streams");
    }
}
