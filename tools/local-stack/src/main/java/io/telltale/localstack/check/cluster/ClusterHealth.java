package io.telltale.localstack.check.cluster;

import io.telltale.localstack.http.Http;
import io.telltale.localstack.run.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;

/** Whether everything is whole again, so that the next process may be disturbed. */
final class ClusterHealth {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LIMIT_MILLIS = 5_000;

    private final List<LocalStack> stacks;
    private final List<Http> streams;
    private final String bootstrapServers;

    /**
     * The health of these.
     *
     * @param streams instances of the streams application
     */
    ClusterHealth(List<LocalStack> stacks, List<URI> streams, String bootstrapServers) {
        this.stacks = List.copyOf(stacks);
        this.streams = streams.stream().map(Http::new).toList();
        this.bootstrapServers = bootstrapServers;
    }

    /** Waits until all is well; says what is not where it takes longer. */
    Optional<String> await(Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        var lack = lack();
        while (lack.isPresent() && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
            lack = lack();
        }
        return lack;
    }

    private Optional<String> lack() {
        if (!stacks.stream().allMatch(LocalStack::areAllReady)) {
            return Optional.of("a process is not ready");
        }
        return streams.stream()
                .map(this::lackSeenBy)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() ->
                        areAllReplicasInSync()
                                ? Optional.empty()
                                : Optional.of("replicas are not in sync"));
    }

    private Optional<String> lackSeenBy(Http instance) {
        try {
            var cluster = instance.read("/cluster").json();
            var running = 0;
            for (var each : cluster.path("instances")) {
                running += each.path("state").asText().equals("RUNNING") ? 1 : 0;
            }
            return cluster.path("ready").asBoolean() && running == streams.size()
                    ? Optional.empty()
                    : Optional.of("an instance sees " + cluster);
        } catch (IOException e) {
            return Optional.of("an instance does not answer: " + e);
        }
    }

    /** Two brokers of three have to be there for a record to be written. */
    private boolean areAllReplicasInSync() {
        try (var admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                LIMIT_MILLIS,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                LIMIT_MILLIS))) {
            var names =
                    admin.listTopics(new ListTopicsOptions().listInternal(true))
                            .names()
                            .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            return admin
                    .describeTopics(names)
                    .allTopicNames()
                    .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.isr().size() == partition.replicas().size());
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
