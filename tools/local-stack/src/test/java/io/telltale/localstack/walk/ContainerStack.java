package io.telltale.localstack.walk;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.containers.wait.strategy.Wait;

/** The same parts in the containers of {@code docker-compose.yml}. */
final class ContainerStack implements RunningStack, AutoCloseable {

    private static final String STREAMS = "streams-app";
    private static final String POLLER = "poller-service";
    private static final String SIMULATOR = "provider-simulator";
    private static final String REGISTRY = "registry";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final ComposeContainer compose;

    ContainerStack(Path root) {
        this.compose =
                new ComposeContainer(root.resolve("docker-compose.yml").toFile())
                        .withExposedService(
                                STREAMS, 8080, Wait.forHealthcheck().withStartupTimeout(LIMIT))
                        .withExposedService(
                                POLLER, 8082, Wait.forHealthcheck().withStartupTimeout(LIMIT))
                        .withExposedService(
                                SIMULATOR, 8090, Wait.forHealthcheck().withStartupTimeout(LIMIT))
                        .withExposedService(
                                REGISTRY, 8081, Wait.forHealthcheck().withStartupTimeout(LIMIT));
    }

    void start() {
        compose.start();
    }

    /** The containers are kept, and with them what they hold. */
    @Override
    public void restart() {
        for (var name : new String[] {POLLER, "callback-service", STREAMS}) {
            var container = compose.getContainerByServiceName(name).orElseThrow();
            restart(container);
        }
    }

    private static void restart(ContainerState container) {
        container.getDockerClient().restartContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public URI streams() {
        return uri(STREAMS, 8080, "");
    }

    @Override
    public URI poller() {
        return uri(POLLER, 8082, "");
    }

    @Override
    public URI simulator() {
        return uri(SIMULATOR, 8090, "");
    }

    /** Confluent's, which serves at its root. */
    @Override
    public URI registry() {
        return uri(REGISTRY, 8081, "");
    }

    /** What the compose file publishes and the broker advertises to the host. */
    @Override
    public String bootstrapServers() {
        return "127.0.0.1:9092";
    }

    @Override
    public void close() {
        compose.stop();
    }

    private URI uri(String service, int port, String path) {
        return URI.create(
                "http://%s:%d%s"
                        .formatted(
                                compose.getServiceHost(service, port),
                                compose.getServicePort(service, port),
                                path));
    }
}
