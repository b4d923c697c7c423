package io.telltale.simulator;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.telltale.simulator.settings.SettingsResult;
import io.telltale.simulator.settings.SimulatorSettings;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the simulator as a process: reads the environment, opens the journal, then the port. */
public final class SimulatorApplication {

    private static final Logger log = LoggerFactory.getLogger(SimulatorApplication.class);
    private static final int WRONG_CONFIGURATION = 2;

    private SimulatorApplication() {}

    public static void main(String[] args) {
        switch (SimulatorSettings.read(System.getenv())) {
            case SettingsResult.Valid(var settings) -> run(settings);
            case SettingsResult.Faulty(var faults) -> {
                faults.forEach(System.err::println);
                System.exit(WRONG_CONFIGURATION);
            }
        }
    }

    private static void run(SimulatorSettings settings) {
        try {
            var context = start(settings, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(context::close, "stop"));
            log.info("ready at {}", context.getBean(EmbeddedServer.class).getURI());
        } catch (RuntimeException e) {
            log.error("cannot start: {}", rootOf(e).getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts a simulator in this process; closing the context stops it and releases its folder.
     *
     * @param clock what tokens, sessions and the ledger take as the time
     */
    public static ApplicationContext start(SimulatorSettings settings, Clock clock) {
        var context =
                ApplicationContext.builder()
                        .mainClass(SimulatorApplication.class)
                        .banner(false)
                        .deduceEnvironment(false)
                        .environmentPropertySource(false)
                        .eagerInitSingletons(true)
                        .properties(
                                Map.of(
                                        "micronaut.application.name",
                                        "provider-simulator",
                                        "micronaut.server.host",
                                        settings.host(),
                                        "micronaut.server.port",
                                        settings.port(),
                                        "micronaut.server.max-request-size",
                                        1_048_576))
                        .singletons(settings, clock)
                        .start();
        try {
            context.getBean(EmbeddedServer.class).start();
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
        return context;
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
