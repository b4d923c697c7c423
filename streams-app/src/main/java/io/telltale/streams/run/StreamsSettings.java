package io.telltale.streams.run;

import io.telltale.schemas.settings.Settings;
import java.nio.file.Path;

/**
 * What only this service needs.
 *
 * @param data folder for everything kept on disk; the stores lie in {@code streams/}
 */
public record StreamsSettings(Path data) {

    /** Reads {@code TELLTALE_DATA}. */
    public static StreamsSettings read(Settings settings) {
        return new StreamsSettings(settings.path("TELLTALE_DATA"));
    }

    /** Where Kafka Streams keeps its stores. */
    Path stores() {
        return data.resolve("streams");
    }
}
