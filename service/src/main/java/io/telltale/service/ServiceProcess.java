package io.telltale.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicAdmin;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.access.HttpServerSettings;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a service process: read all settings, refuse with every fault listed, check the
 * topics, start, wait for the signal to stop, stop in order.
 *
 * <p>Exit codes: 2 = wrong configuration, 1 = cannot start, 70 = failed for good ({@link
 * ProcessEnd}), 143 = stopped by SIGTERM.
 */
public final class ServiceProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

    private static final String LARGEST_BODY = "micronaut.server.max-request-size";

    private final String name;
    private final int defaultPort;
    private final String openPath;
    private final Function<Settings, Object> ownSettings;
    private final String largestBody;

    /**
     * A service that has not started.
     *
     * @param name for the log
     * @param defaultPort port unless configured
     * @param openPath path prefix that wants no token; empty for none
     * @param ownSettings reads what only this service needs; becomes a bean of its class
     */
    public ServiceProcess(
            String name, int defaultPort, String openPath, Function<Settings, Object> ownSettings) {
        this(name, defaultPort, openPath, ownSettings, "1MB");
    }

    private ServiceProcess(
            String name,
            int defaultPort,
            String openPath,
            Function<Settings, Object> ownSettings,
            String largestBody) {
        this.name = name;
        this.defaultPort = defaultPort;
        this.openPath = openPath;
        this.ownSettings = ownSettings;
        this.largestBody = largestBody;
    }

    /**
     * The same service, taking larger requests.
     *
     * @param size such as {@code 8MB}
     */
    public ServiceProcess takingUpTo(String size) {
        return new ServiceProcess(name, defaultPort, openPath, ownSettings, size);
    }

    /** Runs until the process gets a signal to stop; call it from main. */
    public void run() {
        var stopped = new CountDownLatch(1);
        try {
            var context = start(System.getenv(), ServiceProcess::exit);
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform()
                                    .name("stop")
                                    .unstarted(() -> {
                                        LOG.info("{} stops", name);
                                        context.close();
                                        LOG.info("{} has stopped", name);
                                        stopped.countDown();
                                    }));
            stopped.await();
        } catch (InvalidSettingsException e) {
            System.err.printf("%s does not start: %s%n", name, e.getMessage());
            System.exit(2);
        } catch (StartRefusedException | KafkaException e) {
            LOG.error("{} does not start: {}", name, e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            refused(e)
                    .ifPresentOrElse(
                            refusal ->
                                    LOG.error("{} does not start: {}", name, refusal.getMessage()),
                            () -> LOG.error("{} does not start", name, e));
            System.exit(1);
        }
    }

    /** A bean that refuses to start is wrapped by those that need it. */
    private static Optional<Throwable> refused(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(StartRefusedException.class::isInstance)
                .findFirst();
    }

    /** On a thread of its own: the hooks close what the caller may be a part of. */
    private static void exit() {
        Thread.ofPlatform()
                .name("failed-for-good")
                .start(() -> System.exit(ProcessEnd.FAILED_FOR_GOOD));
    }

    /**
     * Starts with these variables and returns when requests are answered.
     *
     * @throws InvalidSettingsException listing every fault of the configuration
     * @throws StartRefusedException if the brokers' topics are not as declared
     */
    public ApplicationContext start(Map<String, String> environment) {
        return start(environment, () -> {});
    }

    private ApplicationContext start(Map<String, String> environment, ProcessEnd end) {
        var settings = Settings.of(environment);
        var edge = HttpServerSettings.read(settings, defaultPort, openPath);
        var kafka = KafkaSettings.read(settings);
        var layout = TopicLayout.read(settings);
        var serdes = SerdeSettings.read(settings);
        var own = ownSettings.apply(settings);
        settings.warnings().forEach(LOG::warn); // a name that is missing may stand there misspelt
        settings.refuseIfFaulty();

        requireTopics(kafka, layout);
        var context =
                open(edge, Map.of(LARGEST_BODY, largestBody), kafka, layout, serdes, own, end);
        LOG.info("{} answers at {}", name, context.getBean(EmbeddedServer.class).getURI());
        return context;
    }

    /** Starts the server with these settings as beans. */
    static ApplicationContext open(HttpServerSettings edge, Object... settings) {
        return open(edge, Map.of(), settings);
    }

    private static ApplicationContext open(
            HttpServerSettings edge, Map<String, Object> properties, Object... settings) {
        var context =
                ApplicationContext.builder()
                        .properties(edge.micronautProperties())
                        .properties(properties)
                        .singletons(edge)
                        .singletons(settings)
                        .banner(false)
                        .start();
        context.getBean(EmbeddedServer.class).start();
        return context;
    }

    private static void requireTopics(KafkaSettings kafka, TopicLayout layout) {
        try (var admin = Admin.create(kafka.client(Map.of()))) {
            var differences = new TopicAdmin(admin, layout).differences();
            if (!differences.isEmpty()) {
                throw new StartRefusedException(
                        "the topics are not as declared:\n  " + String.join("\n  ", differences));
            }
        }
    }
}
