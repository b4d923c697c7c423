package io.telltale.streams;

import io.telltale.service.ServiceProcess;
import io.telltale.service.openapi.ApiDocument;
import io.telltale.streams.run.StreamsSettings;

/** The streams application: events in, answers out. */
public final class StreamsApplication {

    private static final int PORT = 8080;

    private StreamsApplication() {}

    /**
     * Runs until the process receives SIGTERM or SIGINT; configured by {@code TELLTALE_*} variables
     * only.
     */
    public static void main(String[] arguments) {
        new ServiceProcess("streams-app", PORT, ApiDocument.PATH, StreamsSettings::read).run();
    }
}
