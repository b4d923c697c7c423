package io.telltale.poller;

import io.telltale.service.ServiceProcess;
import io.telltale.service.openapi.ApiDocument;

/** Starts the poller service. */
public final class PollerApplication {

    private static final int PORT = 8082;

    private PollerApplication() {}

    /** Runs until the process is stopped. */
    public static void main(String[] arguments) {
        service().run();
    }

    static ServiceProcess service() {
        return new ServiceProcess("poller-service", PORT, ApiDocument.PATH, PollerSettings::read)
                .takingUpTo("8MB");
    }
}
