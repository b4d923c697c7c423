package io.telltale.streams.run;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRefException;
import io.telltale.schemas.settings.Settings;
import io.telltale.streams.register.Junk;
import io.telltale.streams.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Settings of this service only.
 *
 * @param data folder for everything kept on disk; the stores lie in {@code streams/}
 * @param topology settings of the rules of the topology
 * @param threads number of stream threads
 * @param memory how the memory of the process is shared out
 */
public record StreamsSettings(
        Path data, TopologySettings topology, int threads, MemoryBudget memory) {

    private static final TopologySettings USUAL = TopologySettings.USUAL;

    private static final int MOST_THREADS = 64;
    private static final long MIB = 1024L * 1024;

    /** Settings with one stream thread for each processor and all the memory that there is. */
    public StreamsSettings(Path data, TopologySettings topology) {
        this(data, topology, processors(), MemoryBudget.ofThisProcess());
    }

    /** Processors of the container, where it has a limit. */
    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Reads {@code TELLTALE_DATA}, {@code TELLTALE_JUNK_REFS}, {@code TELLTALE_ROWS_KEPT}, {@code
     * TELLTALE_STUCK_AFTER}, {@code TELLTALE_STREAM_THREADS} and {@code TELLTALE_MEMORY_MIB}.
     */
    public static StreamsSettings read(Settings settings) {
        return new StreamsSettings(
                settings.path("TELLTALE_DATA"),
                new TopologySettings(
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
                                Duration.ofDays(365))),
                settings.number("TELLTALE_STREAM_THREADS", processors(), 1, MOST_THREADS),
                MemoryBudget.of(memory(settings) * MIB, Runtime.getRuntime().maxMemory()));
    }

    /** For a process that has a limit which no container sets. */
    private static long memory(Settings settings) {
        var found = Math.clamp(MemoryBudget.limit() / MIB, 1, Integer.MAX_VALUE);
        return settings.number("TELLTALE_MEMORY_MIB", found, 1, Integer.MAX_VALUE);
    }

    private static Set<DeviceRef> junk(Settings settings) {
        var refs = new HashSet<DeviceRef>();
        for (var text : settings.list("TELLTALE_JUNK_REFS")) {
            try {
                refs.add(DeviceRef.parse(text));
            } catch (MalformedRefException e) {
                settings.fault("TELLTALE_JUNK_REFS", "comma-separated refs", text, text);
            }
        }
        return refs;
    }

    /** Where Kafka Streams keeps its stores. */
    Path stores() {
        return data.resolve("streams");
    }
}
