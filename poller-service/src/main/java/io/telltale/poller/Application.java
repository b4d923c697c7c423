package io.telltale.poller;

import io.telltale.service.ServiceProcess;

/** Starts the poller service. */
public final class Application {

    private static final int PORT = 8082;

    private Application() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) {
        service().run();
    }

    static ServiceProcess service() {
        return new ServiceProcess("poller-service", PORT, "", PollerSettings::read)
                .takingUpTo("8MB");
    }
}
